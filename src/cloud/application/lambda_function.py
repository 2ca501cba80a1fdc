import json
import boto3
import pymysql

RDS_PROXY_HOST = "127.0.0.1"
RDS_PROXY_PORT = 3306
SECRET_NAME = "serverless-app-rds-secret"
REGION_NAME = "ap-northeast-2"
DB_NAME = "serverless_app"


def get_secret():
    session = boto3.session.Session()
    client = session.client(service_name="secretsmanager", region_name=REGION_NAME)
    return json.loads(client.get_secret_value(SecretId=SECRET_NAME)["SecretString"])


def lambda_handler(event, context):
    secret = get_secret()
    connection = pymysql.connect(host=RDS_PROXY_HOST, port=RDS_PROXY_PORT, user=secret["username"], passwd=secret["password"], db=DB_NAME, connect_timeout=5)
    with connection.cursor() as cursor:
        cursor.execute("select now()")
        now = cursor.fetchone()[0]
    connection.commit()
    return {"statusCode": 200, "body": json.dumps(now.isoformat())}
