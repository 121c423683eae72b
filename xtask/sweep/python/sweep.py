"""Mattermost's Python clients against the generated server of the official document.

`sweep.py ADDRESS TOKENS DOCUMENT`: every method of mattermostautodriver is called with values made by its
annotations. A request that the document has must be dispatched to its operation, or refused for its
values alone (400); one that it has not must get 404 or 405. Then both clients call the operations for
tokens, of a server that has only these. The exit code is 1 where one of that does not hold.
"""

import inspect
import re
import sys
import traceback

import mattermostautodriver
import mattermostdriver
import yaml

METHODS = ("get", "put", "post", "delete", "options", "head", "patch")
# Those of the document of March 2020 that the client calls.
KNOWN = 276


def operations(path):
    """Method, template and pattern of every operation."""
    with open(path, encoding="utf-8") as file:
        document = yaml.safe_load(file)
    base = document.get("basePath", "").rstrip("/")
    for path, item in document["paths"].items():
        template = base + path
        pattern = re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(template))
        for method in item:
            if method in METHODS:
                yield method.upper(), template, re.compile(f"^{pattern}$")


def value(parameter):
    """Something of the type that a parameter says."""
    text = str(parameter.annotation)
    if "FileType" in text or "tuple" in text:
        return ("image.png", b"\x89PNG")
    if "list" in text:
        return ["x1"]
    if "dict" in text:
        return {}
    if "int" in text:
        return 1
    if "bool" in text:
        return True
    return "x1"


def sweep(options, documented):
    """Calls everything; whether all of it ended as it must."""
    driver = mattermostautodriver.TypedDriver(options)
    sent, faults = [], []

    def send(method, endpoint, options=None, params=None, data=None, files=None, basepath=None):
        request, url, parameters = driver.client._build_request(method, options, params, data, files)
        # the server may close a connection whose body it had no use for
        parameters["headers"] = {**(parameters.get("headers") or {}), "connection": "close"}
        response = request(url + endpoint, **parameters)
        sent.append((method.upper(), endpoint.split("?")[0], response))
        return response

    driver.client.make_request = send
    for name in dir(driver):
        group = getattr(driver, name)
        if not type(group).__module__.startswith("mattermostautodriver.endpoints"):
            continue
        for name, method in inspect.getmembers(group, inspect.ismethod):
            if name.startswith("_"):
                continue
            parameters = inspect.signature(method).parameters.values()
            needed = [it for it in parameters if it.default is it.empty]
            before = len(sent)
            try:
                method(**{it.name: value(it) for it in needed})
            except (AttributeError, NameError):
                # methods that do not work in this version of the client: it has no `patch`, say
                pass
            except Exception as error:
                # what it makes of the answers is not what is asked here
                if len(sent) == before:
                    faults.append(f"{name}: {error!r}")
    reached, refused = set(), 0
    for method, path, response in sent:
        candidates = [it for it in documented if it[0] in (method, "GET" if method == "HEAD" else "") and it[2].match(path)]
        said = f"{method} {path}: {response.status_code} {response.headers.get('x-operation', '')}"
        if not candidates:
            if response.status_code not in (404, 405):
                faults.append(f"{said}, and the document has no such operation")
            continue
        # of several templates the one with most text is meant
        candidates.sort(key=lambda it: (it[0] != method, it[1].count("{")))
        wanted = f"{candidates[0][0]} {candidates[0][1]}"
        if response.status_code == 400:
            refused += 1
        elif response.headers.get("x-operation") != wanted:
            faults.append(f"{said}, not {wanted}")
        reached.add(wanted)
    print(f"mattermostautodriver: {len(sent)} requests, {len(reached)} of {len(documented)} operations reached, {refused} refused for their values")
    for fault in faults:
        print(f"FAULT: {fault}")
    if len(reached) < KNOWN:
        print(f"FAULT: {KNOWN} operations should be reached")
    return not faults and len(reached) >= KNOWN


def tokens(name, calls, refusal):
    """Both operations, as one who may and as a guest. What went over the wire the server prints."""
    for may, call in calls:
        try:
            answer = call("t1")
            assert may and answer == {"status": "OK"}, (name, answer)
        except refusal as error:
            assert not may and "appropriate permissions" in str(error), (name, error)


def main():
    every, address, document = sys.argv[1:]
    well = sweep(options(every, "admin-token"), list(operations(document)))
    try:
        calls = []
        for token in ("admin-token", "guest"):
            driver = mattermostautodriver.TypedDriver(options(address, token))
            driver.client.token = token
            users = driver.users
            for method in (users.enable_user_access_token, users.disable_user_access_token):
                calls.append((token != "guest", method))
        tokens("mattermostautodriver", calls, mattermostautodriver.exceptions.NotEnoughPermissions)
        calls = []
        for token in ("admin-token", "guest"):
            driver = mattermostdriver.Driver({**options(address, token), "basepath": "/api/v4"})
            driver.client.token = token
            users = driver.users
            for method in (users.enable_personal_access_token, users.disable_personal_access_token):
                calls.append((token != "guest", lambda token, method=method: method({"token_id": token})))
        tokens("mattermostdriver", calls, mattermostdriver.exceptions.NotEnoughPermissions)
    except Exception:
        traceback.print_exc()
        well = False
    sys.exit(0 if well else 1)


def options(address, token):
    host, port = address.split(":")
    return {"scheme": "http", "url": host, "port": int(port), "token": token, "verify": False}


main()
