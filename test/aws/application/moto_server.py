"""moto's server, taught what it lacks of the application's template and of its deployment.

- CloudFormation: AWS::SecretsManager::Secret, AWS::RDS::DBProxy and AWS::RDS::DBProxyTargetGroup are not supported, an
  AWS::EC2::RouteTable is never deleted (so that no VPC with one can be), and a stack made by a change set has no outputs.
- Lambda: code that was uploaded as bytes cannot be downloaded, and only Docker would run it. An invoke answers here what the
  handler would, with the log's REPORT line.

All else is moto's own.
"""

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from moto.awslambda.models import LambdaFunction, lambda_backends
from moto.cloudformation.models import CloudFormationBackend, Event
from moto.core.common_models import CloudFormationModel
from moto.ec2.models import ec2_backends
from moto.ec2.models.route_tables import RouteTable
from moto.moto_api._internal import mock_random
from moto.rds.models import rds_backends
from moto.secretsmanager import secretsmanager_backends
from moto.server import ThreadedMotoServer

# moto takes a model's service from its module's name.
__name__ = "moto.taught.models"


class Resource:
    def __init__(self, physical_resource_id, **attributes):
        self.id = physical_resource_id
        self.attributes = attributes

    @property
    def physical_resource_id(self):
        return self.id

    @staticmethod
    def cloudformation_name_type():
        return ""

    @classmethod
    def has_cfn_attr(cls, attr):
        return attr in cls.attributes_of_type

    def get_cfn_attribute(self, attribute_name):
        return self.attributes[attribute_name]


class Secret(Resource, CloudFormationModel):
    attributes_of_type = ()

    @staticmethod
    def cloudformation_type():
        return "AWS::SecretsManager::Secret"

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        properties = cloudformation_json["Properties"]
        generate = properties["GenerateSecretString"]
        value = json.loads(generate["SecretStringTemplate"])
        value[generate["GenerateStringKey"]] = mock_random.get_random_string(length=generate["PasswordLength"])
        answer = secretsmanager_backends[account_id][region_name].create_secret(
            properties["Name"], json.dumps(value), None, properties["Description"], [], None, None, [], False
        )
        return cls(answer["ARN"] if isinstance(answer, dict) else json.loads(answer)["ARN"])

    def delete(self, account_id, region_name):
        secretsmanager_backends[account_id][region_name].delete_secret(self.id, None, True)


class DBProxy(Resource, CloudFormationModel):
    attributes_of_type = ("Endpoint", "DBProxyArn", "VpcId")

    @staticmethod
    def cloudformation_type():
        return "AWS::RDS::DBProxy"

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        properties = cloudformation_json["Properties"]
        proxy = rds_backends[account_id][region_name].create_db_proxy(
            properties["DBProxyName"],
            properties["EngineFamily"],
            properties["Auth"],
            properties["RoleArn"],
            properties["VpcSubnetIds"],
            properties["VpcSecurityGroupIds"],
            properties["RequireTLS"],
            1800,
            False,
            [],
        )
        return cls(proxy.db_proxy_name, Endpoint=proxy.endpoint, DBProxyArn=proxy.arn)

    def delete(self, account_id, region_name):
        rds_backends[account_id][region_name].delete_db_proxy(self.id)


class DBProxyTargetGroup(Resource, CloudFormationModel):
    attributes_of_type = ()

    @staticmethod
    def cloudformation_type():
        return "AWS::RDS::DBProxyTargetGroup"

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        properties = cloudformation_json["Properties"]
        rds_backends[account_id][region_name].register_db_proxy_targets(
            properties["DBProxyName"], properties["TargetGroupName"], [], properties["DBInstanceIdentifiers"]
        )
        return cls(resource_name)

    def delete(self, account_id, region_name):
        pass


def delete_route_table(self, account_id, region_name):
    backend = ec2_backends[account_id][region_name]
    for association in list(self._associations):
        backend.disassociate_route_table(association)
    backend.delete_route_table(self.id)


RouteTable.delete = delete_route_table

execute_change_set = CloudFormationBackend.execute_change_set


def execute_with_outputs(self, change_set_name, stack_name=None):
    execute_change_set(self, change_set_name, stack_name)
    stack = self.stacks[self.change_sets[change_set_name].stack_id]
    stack._parse_template()
    stack.output_map = stack._create_output_map()
    if failures:
        undo(stack, failures.pop())


# Why the next stack is to fail, one reason each.
failures = []


def undo(stack, reason):
    failed = (stack.stack_id, stack.name, "Database", "", "AWS::RDS::DBInstance", "CREATE_FAILED", reason, None)
    stack.events.append(Event(*failed))
    stack._add_stack_event("ROLLBACK_COMPLETE")
    stack.status = "ROLLBACK_COMPLETE"


CloudFormationBackend.execute_change_set = execute_with_outputs


class Aside(BaseHTTPRequestHandler):
    # Code to download.
    def do_GET(self):
        _, account_id, region, name = self.path.split("/")
        body = lambda_backends[account_id][region].get_function(name).code_bytes
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    # The reason for which the next stack is to be undone.
    def do_POST(self):
        failures.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args):
        pass


aside = ThreadingHTTPServer(("127.0.0.1", 0), Aside)
threading.Thread(target=aside.serve_forever, daemon=True).start()

get_code = LambdaFunction.get_code


def get_code_with_location(self):
    answer = get_code(self)
    port = aside.server_address[1]
    location = f"http://127.0.0.1:{port}/{self.account_id}/{self.region}/{self.function_name}"
    return {**answer, "Code": {"RepositoryType": "S3", "Location": location}}


LambdaFunction.get_code = get_code_with_location


def invoke(self, body, request_headers, response_headers):
    figures = "Duration: 700.00 ms\tBilled Duration: 700 ms\tMemory Size: 128 MB\tMax Memory Used: 70 MB"
    log = f"REPORT RequestId: 0\t{figures}\t\n"
    response_headers["x-amz-log-result"] = base64.b64encode(log.encode()).decode()
    return json.dumps({"statusCode": 200, "body": "\"2026-11-23T00:00:00\""})


LambdaFunction.invoke = invoke

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(server.get_host_and_port()[1], aside.server_address[1], flush=True)
server._thread.join()
