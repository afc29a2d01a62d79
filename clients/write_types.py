#!/usr/bin/env python3
"""Writes the types of the API for Python and for TypeScript, from docs/openapi.json; with --check, says whether they are those.

The build checks it, and writes them anew with -Dazulejo.write=true.
"""

import json
import keyword
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCHEMAS = json.loads((HERE / "../docs/openapi.json").read_text())["components"]["schemas"]
NOTE = "Made by clients/write_types.py from docs/openapi.json: change nothing here."


def inner(owner, field):
    """The name of an object that a field describes in place."""
    return owner + field[0].upper() + field[1:]


class Language:
    words: dict

    def type(self, schema, owner, field):
        if "$ref" in schema:
            return self.named(schema["$ref"].rsplit("/", 1)[1])
        if "anyOf" in schema:
            return self.either([self.type(choice, owner, field) for choice in schema["anyOf"]])
        if "enum" in schema or "const" in schema:
            values = schema.get("enum", [schema.get("const")])
            return self.literal(values)
        kinds = schema.get("type", "object")
        if isinstance(kinds, list):
            return self.either([self.type({**schema, "type": kind}, owner, field) for kind in kinds])
        if kinds == "array":
            return self.array(self.type(schema["items"], owner, field))
        if kinds == "object" and "properties" in schema:
            return self.named(inner(owner, field))
        if kinds == "object":
            values = schema.get("additionalProperties")
            return self.map(self.type(values, owner, field) if isinstance(values, dict) else self.anything)
        return self.words[kinds]

    def all(self):
        """Each schema as text, with those first that are described in its fields."""
        for name, schema in SCHEMAS.items():
            yield from self.declared(name, schema)

    def declared(self, name, schema):
        if "properties" not in schema:
            yield self.alias(name, self.type(schema, name, ""))
            return
        fields = []
        for field, its in schema["properties"].items():
            described = its.get("items", its)
            if described.get("type") == "object" and "properties" in described:
                yield from self.declared(inner(name, field), described)
            fields.append((field, self.type(its, name, field), field in schema.get("required", [])))
        yield self.record(name, fields)


class Python(Language):
    file = HERE / "python/src/azulejo/types.py"
    words = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
    anything = "Any"
    start = f'"""What the API takes and says. {NOTE}"""\n\nfrom typing import Any, Literal, NotRequired, TypedDict\n'

    def named(self, name):
        return f'"{name}"'

    def either(self, types):
        return f"Union[{', '.join(dict.fromkeys(types))}]"

    def literal(self, values):
        return f"Literal[{', '.join(json.dumps(its) if its is not None else 'None' for its in values)}]"

    def array(self, of):
        return f"list[{of}]"

    def map(self, of):
        return f"dict[str, {of}]"

    def alias(self, name, is_):
        return f"{name} = {is_}"

    def record(self, name, fields):
        typed = [(field, its if required else f"NotRequired[{its}]") for field, its, required in fields]
        if all(field.isidentifier() and not keyword.iskeyword(field) for field, _ in typed):
            body = "".join(f"    {field}: {its}\n" for field, its in typed)
            return f"\nclass {name}(TypedDict):\n{body or '    pass'}".rstrip() + "\n"
        body = "".join(f"        {json.dumps(field)}: {its},\n" for field, its in typed)
        return f'{name} = TypedDict(\n    "{name}",\n    {{\n{body}    }},\n)'

    def text(self):
        return self.start.replace("TypedDict\n", "TypedDict, Union\n") + "\n" + "\n".join(self.all()) + "\n"


class TypeScript(Language):
    file = HERE / "javascript/src/types.ts"
    words = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}
    anything = "unknown"

    def named(self, name):
        return name

    def either(self, types):
        return " | ".join(dict.fromkeys(types))

    def literal(self, values):
        return " | ".join(map(json.dumps, values))

    def array(self, of):
        return f"({of})[]" if " " in of else f"{of}[]"

    def map(self, of):
        return f"{{ [name: string]: {of} }}"

    def alias(self, name, is_):
        return f"export type {name} = {is_};"

    def record(self, name, fields):
        quoted = [(field if field.isidentifier() else json.dumps(field), its, r) for field, its, r in fields]
        body = "".join(f"  {field}{'' if required else '?'}: {its};\n" for field, its, required in quoted)
        return f"export interface {name} {{\n{body}}}"

    def text(self):
        return f"// What the API takes and says. {NOTE}\n\n" + "\n".join(self.all()) + "\n"


if __name__ == "__main__":
    for language in (Python(), TypeScript()):
        text = language.text()
        if "--check" not in sys.argv:
            language.file.write_text(text)
        elif not language.file.exists() or language.file.read_text() != text:
            sys.exit(f"{language.file.name} is not what docs/openapi.json says: run clients/write_types.py")
