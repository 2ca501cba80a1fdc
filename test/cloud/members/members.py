"""Sends every operation, once for each member that botocore's model of it has; prints the outcomes as JSON lines.

Reads `{service: [operation, ...]}`, the services by the names that their signatures have.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

CLIENTS = {"monitoring": "cloudwatch", "servicequotas": "service-quotas"}


def main():
    with ThreadPoolExecutor(4) as pool:
        calls = [call for service, operations in json.load(sys.stdin).items() for call in calls_of(service, operations)]
        for outcome in pool.map(lambda call: call(), calls):
            print(json.dumps(outcome))


def calls_of(service, operations):
    config = Config(parameter_validation=False, retries={"total_max_attempts": 1}, max_pool_connections=8)
    client = boto3.client(CLIENTS.get(service, service), config=config)
    methods = {client.meta.method_to_api_mapping[name]: name for name in client.meta.method_to_api_mapping}
    ec2 = client.meta.service_model.metadata["protocol"] == "ec2"
    for operation in operations:
        shape = client.meta.service_model.operation_model(operation).input_shape
        if shape is None:
            yield lambda operation=operation: {"service": service, "operation": operation, "member": None}
            continue
        for path, wire, value in members_of(shape, ec2):
            params = merged(required(shape), value)
            yield lambda method=methods[operation], operation=operation, path=path, wire=wire, params=params: {
                "service": service,
                "operation": operation,
                "member": path,
                "wire": wire,
                **outcome(getattr(client, method), params),
            }


def outcome(method, params):
    try:
        method(**params)
        return {"code": None, "message": ""}
    except ClientError as error:
        said = error.response["Error"]
        return {"code": said.get("Code"), "message": said.get("Message") or error.response.get("message") or ""}


def members_of(shape, ec2, above=()):
    """Each member at every depth: its name, how the wire calls it, and an input that has it alone."""
    for name, member in shape.members.items():
        if member.serialization.get("location") == "uri":
            # A part of the path: without it there is no such operation.
            continue
        wire = wire_name(name, member, ec2)
        yield name, wire, {name: sample(member)}
        inner, wrap = member, lambda value: value
        inside, outside = name, wire
        if inner.type_name == "list":
            inner, wrap = inner.member, lambda value: [value]
            outside += ".0"
        if inner.type_name == "structure" and inner.name not in above:
            for path, below, value in members_of(inner, ec2, (*above, inner.name)):
                whole = merged(required(inner), value)
                yield f"{inside}.{path}", f"{outside}.{below}", {name: wrap(whole)}


def wire_name(name, member, ec2):
    own = member.serialization
    if not ec2:
        return own.get("name", name)
    if own.get("queryName"):
        return own["queryName"]
    wire = own.get("name", name)
    return wire[0].upper() + wire[1:]


def required(shape):
    return {name: sample(shape.members[name]) for name in shape.required_members}


def sample(shape):
    kind = shape.type_name
    if kind == "structure":
        return required(shape) or {name: sample(member) for name, member in list(shape.members.items())[:1]}
    if kind == "list":
        return [sample(shape.member)]
    if kind == "map":
        return {"x": sample(shape.value)}
    if kind == "string":
        return (getattr(shape, "enum", None) or ["x" * max(1, shape.metadata.get("min", 1))])[0]
    if kind == "blob":
        return b"x"
    if kind == "timestamp":
        return 1_700_000_000
    return True if kind == "boolean" else shape.metadata.get("min", 1)


def merged(base, over):
    return {**base, **over}


main()
