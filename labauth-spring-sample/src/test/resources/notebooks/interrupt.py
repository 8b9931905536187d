"""Runs a sign-in in a kernel, interrupts it, and prints what happened as JSON."""
import json
import re
import socket
import sys
import time
import urllib.parse

from jupyter_client import KernelManager


def is_open(port):
    with socket.socket() as client:
        client.settimeout(2)
        return client.connect_ex(("127.0.0.1", port)) == 0


def messages(client, request):
    """What the kernel shows of a cell, until it is idle again."""
    while True:
        message = client.get_iopub_msg(timeout=60)
        if message["parent_header"].get("msg_id") == request:
            if message["content"].get("execution_state") == "idle":
                return
            yield message


def interrupted_sign_in(manager, client, code):
    shown = ""
    since = None
    open_before = None
    port = None
    for message in messages(client, client.execute(code)):
        shown += message["content"].get("text", "")
        if since is None and "Waiting for you" in shown:
            link = urllib.parse.unquote(re.search(r"redirect_uri=(\S+)", shown).group(1))
            port = urllib.parse.urlsplit(link).port
            open_before = is_open(port)
            since = time.monotonic()
            manager.interrupt_kernel()
    return {"seconds": time.monotonic() - since, "openBefore": open_before, "openAfter": is_open(port), "shown": shown}


def next_cell(client, code):
    return "".join(
        message["content"].get("data", {}).get("text/plain", "") for message in messages(client, client.execute(code)))


manager = KernelManager(kernel_name="labauth-kotlin")
manager.start_kernel(stderr=sys.stderr, stdout=sys.stderr)
client = manager.client()
client.start_channels()
try:
    client.wait_for_ready(timeout=60)
    result = interrupted_sign_in(manager, client, sys.argv[1])
    result["nextCell"] = next_cell(client, "6 * 7")
    print(json.dumps(result))
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
