"""A service without a login answers no other web page's script, and no name that merely leads to its address."""

import ipaddress
from urllib.parse import urlsplit


def is_for_this_page(headers):
    host = headers.get("Host", "")
    if not is_own_name(host.rsplit(":", 1)[0]):
        return False
    if "Origin" in headers and urlsplit(headers["Origin"]).netloc != host:
        return False
    return headers.get("Sec-Fetch-Site") not in ("cross-site", "same-site")


def is_own_name(host):
    if host == "localhost" or host.endswith((".amazonaws.com", ".amazonaws.com.cn")):
        return True
    try:
        return bool(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        return False
