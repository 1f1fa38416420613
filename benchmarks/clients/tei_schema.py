"""Whether a TEI document is valid by a RELAX NG schema; one JSON object. `python tei_schema.py SCHEMA.rng FILE.xml`, where lxml is installed."""

import json
import sys

from lxml import etree

schema = etree.RelaxNG(etree.parse(sys.argv[1]))
document = etree.parse(sys.argv[2])
print(json.dumps({"valid": schema.validate(document), "errors": [str(e) for e in schema.error_log][:5]}))
