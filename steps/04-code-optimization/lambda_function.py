"""Optimized by the load-testing lab: what every invoke needs is made once, when the execution environment starts."""

import json
import os

import boto3
import pymysql

RDS_PROXY_HOST = os.environ["RDS_PROXY_HOST"]
RDS_PROXY_PORT = 3306
SECRET_NAME = "serverless-app-rds-secret"
REGION_NAME = os.environ["AWS_REGION"]
DB_NAME = "serverless_app"


def get_secret():
    session = boto3.session.Session()
    client = session.client(service_name="secretsmanager", region_name=REGION_NAME)
    return json.loads(client.get_secret_value(SecretId=SECRET_NAME)["SecretString"])


def connect():
    secret = get_secret()
    return pymysql.connect(
        host=RDS_PROXY_HOST,
        port=RDS_PROXY_PORT,
        user=secret["username"],
        passwd=secret["password"],
        db=DB_NAME,
        connect_timeout=5,
        # The connection lives on: without this, each invoke would see the database as it was at the first.
        autocommit=True,
    )


# Module level runs once for each execution environment, at its start and at full CPU speed.
connection = connect()


def ensure_connection():
    """RDS Proxy closes a connection that was idle for 30 minutes, and the password may have been rotated since."""
    global connection
    try:
        connection.ping(reconnect=True)
    except pymysql.err.OperationalError:
        connection = connect()


def lambda_handler(event, context):
    ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("select now()")
        now = cursor.fetchone()[0]
    return {"statusCode": 200, "body": json.dumps(now.isoformat())}
