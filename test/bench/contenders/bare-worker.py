"""One event at a time: a length and JSON in, a length and JSON out."""

import json
import os
import struct
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from handler import lambda_handler

events = sys.stdin.buffer
answers = sys.stdout.buffer
while head := events.read(4):
    event = json.loads(events.read(struct.unpack(">I", head)[0]))
    answer = json.dumps(lambda_handler(event, None)).encode()
    answers.write(struct.pack(">I", len(answer)) + answer)
    answers.flush()
