"""Reads calls as JSON lines, as they were sent to AWS; prints what AWS's own models say is wrong with them, a line each."""

import base64
import json
import re
import sys
from urllib.parse import parse_qsl, unquote, urlsplit

import botocore.session

MODELS = {"monitoring": "cloudwatch", "servicequotas": "service-quotas"}
session = botocore.session.get_session()


def main():
    seen = set()
    for line in sys.stdin:
        call = json.loads(line)
        service = call["service"]
        model = session.get_service_model(MODELS.get(service, service))
        try:
            operation, params = parsed(model, call)
        except LookupError as unknown:
            print(f"{service}: {unknown}")
            continue
        seen.add(f"{service} {operation.name}")
        shape = operation.input_shape
        if shape is not None:
            for complaint in complaints(shape, params, operation.name):
                print(f"{service}: {complaint}")
    print(json.dumps(sorted(seen)), file=sys.stderr)


def parsed(model, call):
    headers, body = call["headers"], call["body"].encode("latin1")
    target = headers.get("x-amz-target")
    if target is not None:
        return model.operation_model(named(model, target.rsplit(".", 1)[-1])), json.loads(body or b"{}")
    if "x-www-form-urlencoded" in headers.get("content-type", ""):
        form = dict(parse_qsl(body.decode(), keep_blank_values=True))
        operation = model.operation_model(named(model, form.pop("Action")))
        form.pop("Version")
        params = from_form(operation.input_shape, form, "", model.metadata["protocol"] == "ec2")
        if form:
            raise LookupError(f"{operation.name}: no member for {sorted(form)}")
        return operation, params
    return rest(model, call["method"], call["path"], headers, body)


def named(model, operation):
    if operation not in model.operation_names:
        raise LookupError(f"no operation {operation}")
    return operation


def rest(model, method, path, headers, body):
    url = urlsplit(path)
    for name in model.operation_names:
        operation = model.operation_model(name)
        if operation.http["method"] != method:
            continue
        template = operation.http["requestUri"].split("?")[0]
        pattern = re.sub(r"\\\{(\w+)(\\\+)?\\\}", lambda m: f"(?P<{m[1]}>{'.+' if m[2] else '[^/]+'})", re.escape(template))
        match = re.fullmatch(pattern, url.path)
        if match:
            return operation, rest_params(operation.input_shape, match, dict(parse_qsl(url.query)), headers, body)
    raise LookupError(f"no operation for {method} {url.path}")


def rest_params(shape, match, query, headers, body):
    payload = shape.serialization.get("payload")
    params = {}
    if payload is None and body:
        params = json.loads(body)
    by_wire = {member.serialization.get("name", name): name for name, member in shape.members.items()}
    params = {by_wire.get(name, name): value for name, value in params.items()}
    for name, member in shape.members.items():
        where, wire = member.serialization.get("location"), member.serialization.get("name", name)
        if where == "uri":
            params[name] = unquote(match[wire])
        elif where == "querystring" and wire in query:
            value = scalar(member, query.pop(wire))
            params[name] = value if member.type_name != "list" else [value]
        elif where == "header" and wire.lower() in headers:
            params[name] = scalar(member, headers[wire.lower()])
    if query:
        raise LookupError(f"no query parameter {sorted(query)}")
    if payload is not None and body:
        params[payload] = base64.b64encode(body).decode()
    return params


def from_form(shape, form, prefix, is_ec2):
    """What the form has of this shape; takes it out of the form."""
    kind = shape.type_name
    if kind == "structure":
        found = {}
        for name, member in shape.members.items():
            wire = wire_name(name, member, is_ec2)
            key = f"{prefix}.{wire}" if prefix else wire
            if any(k == key or k.startswith(key + ".") for k in form):
                found[name] = from_form(member, form, key, is_ec2)
        return found
    if kind == "list":
        inner = "" if is_ec2 or shape.serialization.get("flattened") else ".member"
        found = []
        while any(k == f"{prefix}{inner}.{len(found) + 1}" or k.startswith(f"{prefix}{inner}.{len(found) + 1}.") for k in form):
            found.append(from_form(shape.member, form, f"{prefix}{inner}.{len(found) + 1}", is_ec2))
        return found
    return scalar(shape, form.pop(prefix))


def wire_name(name, member, is_ec2):
    own = member.serialization
    if is_ec2:
        wire = own.get("queryName") or own.get("name", name)
        return wire if own.get("queryName") else wire[0].upper() + wire[1:]
    return own.get("name", name)


def scalar(shape, text):
    if shape.type_name in ("integer", "long"):
        return int(text)
    if shape.type_name == "boolean":
        return {"true": True, "false": False}[text]
    return text


def complaints(shape, value, at):
    kind, rules = shape.type_name, shape.metadata
    if kind == "structure":
        if not isinstance(value, dict):
            yield f"{at}: not a structure"
            return
        for name in shape.required_members:
            if name not in value:
                yield f"{at}: {name} is missing"
        for name, one in value.items():
            if name not in shape.members:
                yield f"{at}: has no member {name}"
            elif one is not None:
                yield from complaints(shape.members[name], one, f"{at}.{name}")
    elif kind == "list":
        yield from out_of(rules, len(value), at)
        for index, one in enumerate(value):
            yield from complaints(shape.member, one, f"{at}[{index}]")
    elif kind == "map":
        for key, one in value.items():
            yield from complaints(shape.key, key, f"{at} key")
            yield from complaints(shape.value, one, f"{at}.{key}")
    elif kind == "string":
        if not isinstance(value, str):
            yield f"{at}: not a string"
            return
        yield from out_of(rules, len(value), at)
        if "pattern" in rules and not matches(rules["pattern"], value):
            yield f"{at}: {value!r} is not like {rules['pattern']}"
        if getattr(shape, "enum", None) and value not in shape.enum:
            yield f"{at}: {value!r} is none of {len(shape.enum)} values"
    elif kind in ("integer", "long"):
        if not isinstance(value, int):
            yield f"{at}: not a whole number"
        else:
            yield from out_of(rules, value, at)
    elif kind == "boolean" and not isinstance(value, bool):
        yield f"{at}: not true or false"


def out_of(rules, size, at):
    if size < rules.get("min", size) or size > rules.get("max", size):
        yield f"{at}: {size} is not within {rules.get('min')} and {rules.get('max')}"


def matches(pattern, value):
    # The models' patterns are Java's: what differs here is the class of all but a few.
    python = pattern.replace("\\p{L}\\p{Z}\\p{N}", "\\w\\s").replace("\\p{L}", "\\w").replace("\\p{M}", "").replace("\\p{S}", "")
    try:
        return re.fullmatch(python, value, re.DOTALL) is not None or re.search(f"^(?:{python})$", value, re.DOTALL) is not None
    except re.error:
        return True


main()
