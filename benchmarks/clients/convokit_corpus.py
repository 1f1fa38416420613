"""What ConvoKit reads of a corpus folder, which it writes again in it as `again`; one JSON object. `python convokit_corpus.py FOLDER`."""

import json
import sys

from convokit import Corpus

corpus = Corpus(filename=sys.argv[1])
conversations = list(corpus.iter_conversations())
read = {
    "turns": [[u.speaker.id, u.text, u.reply_to] for c in conversations for u in c.iter_utterances()],
    "claims": [claim for u in corpus.iter_utterances() for claim in u.meta["claims"]],
    "stances": [[s.id, *stance] for s in corpus.iter_speakers() for stance in s.meta["stances"]],
    "in order": [c.check_integrity(verbose=False) for c in conversations],
    "conversations": [c.id for c in conversations],
}
corpus.dump("again", base_path=sys.argv[1])
print(json.dumps(read))
