"""Where LAB_PAGE_SOCKET names a Unix socket, Locust's page is there alone: to a port, any user of the machine can connect."""

import os

from flask import abort, request
from gevent import pywsgi, socket


def listen(web_ui):
    path = os.environ.get("LAB_PAGE_SOCKET")
    if not path:
        return
    # Now, and not when the page starts: Locust ends where this fails.
    listener = bound_to(path)

    def serve():
        web_ui.server = pywsgi.WSGIServer(listener, web_ui.app, log=None)
        web_ui.server.serve_forever()

    web_ui.start_server = serve

    @web_ui.app.before_request
    def only_from_the_socket():
        """Should another version of Locust start its page in another way."""
        if "REMOTE_ADDR" in request.environ:
            abort(403)


def bound_to(path):
    if os.path.exists(path):
        os.unlink(path)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        listener.bind(path)
    finally:
        os.umask(before)
    listener.listen(1024)
    return listener
