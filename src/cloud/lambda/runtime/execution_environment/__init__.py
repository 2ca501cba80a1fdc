"""What runs in a forked child: one execution environment of one function.

Behaves as AWS's own runtime client (`awslambdaric`) does in what a handler and its caller can see; the conformance suite
runs the same handlers on both. Differs in what it stands on: a socket to the local cloud instead of the HTTP Runtime API,
and a share of a processor that follows the function's memory.
"""
