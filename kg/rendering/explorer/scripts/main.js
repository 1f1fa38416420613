// The scripts of the page, from here: kg/rendering/explorer/bundle.py joins what this imports into one script.
import "./legacy/parts.js";
import "./legacy/inspector.js";
import "./legacy/views/overview.js";
import "./legacy/views/matrix.js";
import "./legacy/graph/picture.js";
import "./legacy/graph/style.js";
import "./legacy/graph/moves.js";
import "./legacy/graph/filters.js";
import "./legacy/graph/view.js";
import "./legacy/views/pair.js";
import "./legacy/views/flow.js";
import "./legacy/views/transcript.js";
import "./legacy/sparql-engines.js";
import "./legacy/views/sparql.js";
import "./legacy/views/review.js";
import "./legacy/frame.js";
