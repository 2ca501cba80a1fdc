"""Where LAB_PAGE_SOCKET names a Unix socket, workers talk to their master at one beside it. To a port, any user of the machine
can connect, and tell the master what no worker counted; and another program may have it."""

import os

import zmq.green as zmq
from locust.exception import RPCError
from locust.rpc import zmqrpc


def listen():
    """Before Locust makes its master and its workers."""
    page = os.environ.get("LAB_PAGE_SOCKET")
    if not page:
        return
    address = f"ipc://{os.path.splitext(page)[0]}.zmq"

    class Server(zmqrpc.BaseSocket):
        def __init__(self, _host, _port):
            super().__init__(zmq.ROUTER, True)
            before = os.umask(0o177)
            try:
                self.socket.bind(address)
            except zmq.ZMQError as problem:
                raise RPCError(f"Socket bind failure: {problem}") from problem
            finally:
                os.umask(before)

    class Client(zmqrpc.BaseSocket):
        def __init__(self, _host, _port, identity):
            super().__init__(zmq.DEALER, True)
            self.socket.setsockopt(zmq.IDENTITY, identity.encode())
            self.socket.connect(address)

    zmqrpc.Server = Server
    zmqrpc.Client = Client
