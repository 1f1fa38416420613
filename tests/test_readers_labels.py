"""Ways of labelling who speaks, in words of our own: each kind of label, in several languages, and what is no label."""

from __future__ import annotations

import pytest

from kg.readers import read

#: What it is → the source, and who says what in it.
KINDS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "Will is a name": (
        "Will Hart: Shall we open the lower lock?\n\nJo Finn: Not before the count.\n\nWill Hart: Then when, if I may ask?\n\nJo Finn: After the frost has gone.\n\nWill Hart: I agree with that.\n\nJo Finn: So do I, for what it is worth.\n",
        [
            ("Will Hart", "Shall we open the lower lock?"),
            ("Jo Finn", "Not before the count."),
            ("Will Hart", "Then when, if I may ask?"),
            ("Jo Finn", "After the frost has gone."),
            ("Will Hart", "I agree with that."),
            ("Jo Finn", "So do I, for what it is worth."),
        ],
    ),
    "May is a name": (
        "May Chen: Shall we open the lower lock?\n\nMark Oh: Not before the count.\n\nMay Chen: Then when, if I may ask?\n\nMark Oh: After the frost has gone.\n\nMay Chen: I agree with that.\n\nMark Oh: So do I, for what it is worth.\n",
        [
            ("May Chen", "Shall we open the lower lock?"),
            ("Mark Oh", "Not before the count."),
            ("May Chen", "Then when, if I may ask?"),
            ("Mark Oh", "After the frost has gone."),
            ("May Chen", "I agree with that."),
            ("Mark Oh", "So do I, for what it is worth."),
        ],
    ),
    "names of other languages that are small words of English": (
        "Do Van Minh: Shall we open the lower lock?\n\nSo Young Kim: Not before the count.\n\nDo Van Minh: Then when, if I may ask?\n\nSo Young Kim: After the frost has gone.\n\nDo Van Minh: I agree with that.\n\nSo Young Kim: So do I, for what it is worth.\n",
        [
            ("Do Van Minh", "Shall we open the lower lock?"),
            ("So Young Kim", "Not before the count."),
            ("Do Van Minh", "Then when, if I may ask?"),
            ("So Young Kim", "After the frost has gone."),
            ("Do Van Minh", "I agree with that."),
            ("So Young Kim", "So do I, for what it is worth."),
        ],
    ),
    "a number with a hash": (
        "#1 Host: Shall we open the lower lock?\n#2 Guest 1: Not before the count.\n#3 Host: Then when, if I may ask?\n#4 Guest 1: After the frost has gone.\n#5 Host: I agree with that.\n#6 Guest 1: So do I, for what it is worth.\n",
        [
            ("Host", "Shall we open the lower lock?"),
            ("Guest 1", "Not before the count."),
            ("Host", "Then when, if I may ask?"),
            ("Guest 1", "After the frost has gone."),
            ("Host", "I agree with that."),
            ("Guest 1", "So do I, for what it is worth."),
        ],
    ),
    "an id in round brackets": (
        "(T-1) Ada: Shall we open the lower lock?\n(T-2) Bo: Not before the count.\n(T-3) Ada: Then when, if I may ask?\n(T-4) Bo: After the frost has gone.\n(T-5) Ada: I agree with that.\n(T-6) Bo: So do I, for what it is worth.\n",
        [
            ("Ada", "Shall we open the lower lock?"),
            ("Bo", "Not before the count."),
            ("Ada", "Then when, if I may ask?"),
            ("Bo", "After the frost has gone."),
            ("Ada", "I agree with that."),
            ("Bo", "So do I, for what it is worth."),
        ],
    ),
    "an id without brackets": (
        "U001 Ada: Shall we open the lower lock?\nU002 Bo: Not before the count.\nU003 Ada: Then when, if I may ask?\nU004 Bo: After the frost has gone.\nU005 Ada: I agree with that.\nU006 Bo: So do I, for what it is worth.\n",
        [
            ("Ada", "Shall we open the lower lock?"),
            ("Bo", "Not before the count."),
            ("Ada", "Then when, if I may ask?"),
            ("Bo", "After the frost has gone."),
            ("Ada", "I agree with that."),
            ("Bo", "So do I, for what it is worth."),
        ],
    ),
    "a number in angles": (
        "<1> Ada: Shall we open the lower lock?\n<2> Bo: Not before the count.\n<3> Ada: Then when, if I may ask?\n<4> Bo: After the frost has gone.\n<5> Ada: I agree with that.\n<6> Bo: So do I, for what it is worth.\n",
        [
            ("Ada", "Shall we open the lower lock?"),
            ("Bo", "Not before the count."),
            ("Ada", "Then when, if I may ask?"),
            ("Bo", "After the frost has gone."),
            ("Ada", "I agree with that."),
            ("Bo", "So do I, for what it is worth."),
        ],
    ),
    "the word turn and a number": (
        "[Turn 1] Ada Li: Shall we open the lower lock?\n[Turn 2] Bo Ek: Not before the count.\n[Turn 3] Ada Li: Then when, if I may ask?\n[Turn 4] Bo Ek: After the frost has gone.\n[Turn 5] Ada Li: I agree with that.\n[Turn 6] Bo Ek: So do I, for what it is worth.\n",
        [
            ("Ada Li", "Shall we open the lower lock?"),
            ("Bo Ek", "Not before the count."),
            ("Ada Li", "Then when, if I may ask?"),
            ("Bo Ek", "After the frost has gone."),
            ("Ada Li", "I agree with that."),
            ("Bo Ek", "So do I, for what it is worth."),
        ],
    ),
    "a number and a tab": (
        "1\tI: Shall we open the lower lock?\n2\tB: Not before the count.\n3\tI: Then when, if I may ask?\n4\tB: After the frost has gone.\n5\tI: I agree with that.\n6\tB: So do I, for what it is worth.\n",
        [
            ("I", "Shall we open the lower lock?"),
            ("B", "Not before the count."),
            ("I", "Then when, if I may ask?"),
            ("B", "After the frost has gone."),
            ("I", "I agree with that."),
            ("B", "So do I, for what it is worth."),
        ],
    ),
    "a number and a full stop": (
        "1. Ada: Shall we open the lower lock?\n2. Bo: Not before the count.\n3. Ada: Then when, if I may ask?\n4. Bo: After the frost has gone.\n5. Ada: I agree with that.\n6. Bo: So do I, for what it is worth.\n",
        [
            ("Ada", "Shall we open the lower lock?"),
            ("Bo", "Not before the count."),
            ("Ada", "Then when, if I may ask?"),
            ("Bo", "After the frost has gone."),
            ("Ada", "I agree with that."),
            ("Bo", "So do I, for what it is worth."),
        ],
    ),
    "numbered paragraphs that go on": (
        "1 I: Shall we?\n2 B: Not before.\n3 and after it rained\n4 I: Then when?\n5 B: Later.\n",
        [("I", "Shall we?"), ("B", "Not before."), ("B", "and after it rained"), ("I", "Then when?"), ("B", "Later.")],
    ),
    "tags of its own": (
        "<hdr>MOTION</hdr>\n<sp>Mr. Vos: Wet.</sp>\n<sp>Ms. Lund: Dry, I say.</sp>\n<sp>Mr. Vos: It is wet.</sp>\n",
        [("Mr. Vos", "Wet."), ("Ms. Lund", "Dry, I say."), ("Mr. Vos", "It is wet.")],
    ),
    "tags with attributes": (
        '<Turn id="1">Mr. Vos: Wet.</Turn>\n<Turn id="2">Ms. Lund: Dry, I say.</Turn>\n<Turn id="3">Mr. Vos: It is wet.</Turn>\n',
        [("Mr. Vos", "Wet."), ("Ms. Lund", "Dry, I say."), ("Mr. Vos", "It is wet.")],
    ),
    "question and answer with one blank": (
        "MR. ROE: Swear him.\nEXAMINATION\nBY MR. ROE:\nQ When was it?\nA In June.\nQ Where?\nA At home, with\nmy wife.\nQ Why?\nA I was tired.\n",
        [
            ("MR. ROE", "Swear him."),
            ("MR. ROE", "When was it?"),
            ("A", "In June."),
            ("MR. ROE", "Where?"),
            ("A", "At home, with"),
            ("A", "my wife."),
            ("MR. ROE", "Why?"),
            ("A", "I was tired."),
        ],
    ),
    "question and answer with a colon": (
        "Q: When was it?\nA: In June.\nQ: Where?\nA: At home.\n",
        [("Q", "When was it?"), ("A", "In June."), ("Q", "Where?"), ("A", "At home.")],
    ),
    "question and answer spelled out": (
        "Question: When was it?\n\nAnswer: In June.\n\nQuestion: Where?\n\nAnswer: At home, with my wife.\n",
        [
            ("Question", "When was it?"),
            ("Answer", "In June."),
            ("Question", "Where?"),
            ("Answer", "At home, with my wife."),
        ],
    ),
    "a question from the floor": (
        "MARY LEE: Welcome.\n\nQUESTION: When?\n\nMARY LEE: May.\n\nMARY LEE: More?\n",
        [("MARY LEE", "Welcome."), ("QUESTION", "When?"), ("MARY LEE", "May."), ("MARY LEE", "More?")],
    ),
    "people from the floor": (
        "MARY LEE: Welcome.\n\nQUESTIONER: When?\n\nMARY LEE: May.\n\nAUDIENCE MEMBER: Who pays?\n\nMARY LEE: All.\n",
        [
            ("MARY LEE", "Welcome."),
            ("QUESTIONER", "When?"),
            ("MARY LEE", "May."),
            ("AUDIENCE MEMBER", "Who pays?"),
            ("MARY LEE", "All."),
        ],
    ),
    "a ranking member": (
        "    Chairwoman ROE. Come to order.\n    Ranking Member OAK. Thank you.\n    Chairwoman ROE. Go on, please.\n    Ranking Member OAK. I will, and I shall be brief about it.\n    Secretary ELM. Good day.\n",
        [
            ("Chairwoman ROE", "Come to order."),
            ("Ranking Member OAK", "Thank you."),
            ("Chairwoman ROE", "Go on, please."),
            ("Ranking Member OAK", "I will, and I shall be brief about it."),
            ("Secretary ELM", "Good day."),
        ],
    ),
    "titles before capitals": (
        "    Senator OAK. Thank you.\n    Governor ELM. I am glad to be here.\n    Senator OAK. Are you?\n    Governor ELM. I am.\n    Mr. McKAY. So am I.\n    Ms. DeLANE. Me too.\n",
        [
            ("Senator OAK", "Thank you."),
            ("Governor ELM", "I am glad to be here."),
            ("Senator OAK", "Are you?"),
            ("Governor ELM", "I am."),
            ("Mr. McKAY", "So am I."),
            ("Ms. DeLANE", "Me too."),
        ],
    ),
    "long offices in brackets": (
        "HON. SPEAKER.- Order.\n\nHON. A. ROE (Leader of the Opposition and of the Committee on Roads and on all that belongs to it).- Sir, when?\n\nHON. LT. COL. B. OAK.- In May, Sir.\n\nHON. A. ROE.- Which?\n\nHON. LT. COL. B. OAK.- This.\n",
        [
            ("HON. SPEAKER", "Order."),
            ("HON. A. ROE", "Sir, when?"),
            ("HON. LT. COL. B. OAK", "In May, Sir."),
            ("HON. A. ROE", "Which?"),
            ("HON. LT. COL. B. OAK", "This."),
        ],
    ),
    "Italian offices after a comma": (
        "PRESIDENTE. Aperta.\n\nVERDI, sottosegretario di Stato per la casa. Signor Presidente, bastano.\n\nPRESIDENTE. Grazie.\n\nROSSI (PDX). Mancano le case.\n\nVERDI, sottosegretario di Stato per la casa. No.\n\nPRESIDENTE. Grazie.\n",
        [
            ("PRESIDENTE", "Aperta."),
            ("VERDI", "Signor Presidente, bastano."),
            ("PRESIDENTE", "Grazie."),
            ("ROSSI", "Mancano le case."),
            ("VERDI", "No."),
            ("PRESIDENTE", "Grazie."),
        ],
    ),
    "French": (
        "Mme la présidente. La séance est ouverte.\n\nM. Jean Roc. Je proteste.\n\nMme Anne Lys, ministre. Non.\n\nM. Jean Roc. Si.\n\nMme la présidente. Merci.\n",
        [
            ("Mme la présidente", "La séance est ouverte."),
            ("M. Jean Roc", "Je proteste."),
            ("Mme Anne Lys", "Non."),
            ("M. Jean Roc", "Si."),
            ("Mme la présidente", "Merci."),
        ],
    ),
    "Spanish": (
        "El señor PRESIDENTE: Se abre.\n\nLa señora ROCA LUZ: No.\n\nEl señor PRESIDENTE: Gracias.\n\nLa señora ROCA LUZ: Bien.\n",
        [
            ("El señor PRESIDENTE", "Se abre."),
            ("La señora ROCA LUZ", "No."),
            ("El señor PRESIDENTE", "Gracias."),
            ("La señora ROCA LUZ", "Bien."),
        ],
    ),
    "Portuguese": (
        "O Sr. Presidente: — Aberta.\n\nA Sr.ª Ana Luz (PXD): — Não.\n\nO Sr. Presidente: — Obrigado.\n\nA Sr.ª Ana Luz (PXD): — Bem.\n",
        [
            ("O Sr. Presidente", "Aberta."),
            ("A Sr.ª Ana Luz", "Não."),
            ("O Sr. Presidente", "Obrigado."),
            ("A Sr.ª Ana Luz", "Bem."),
        ],
    ),
    "Dutch": (
        "De voorzitter:\nIk open.\n\nMevrouw Van der Bos (ABX):\nDank u.\n\nDe heer De Groot (CDX):\nNee.\n\nDe voorzitter:\nGoed.\n\nMevrouw Van der Bos (ABX):\nJa.\n",
        [
            ("De voorzitter", "Ik open."),
            ("Mevrouw Van der Bos", "Dank u."),
            ("De heer De Groot", "Nee."),
            ("De voorzitter", "Goed."),
            ("Mevrouw Van der Bos", "Ja."),
        ],
    ),
    "Swedish": (
        "Anf. 1 ANNA LIND (X):\nFru talman!\n\nAnf. 2 BO EK (Y):\nNej.\n\nAnf. 3 ANNA LIND (X):\nJo.\n",
        [("ANNA LIND", "Fru talman!"), ("BO EK", "Nej."), ("ANNA LIND", "Jo.")],
    ),
    "Danish": (
        "Formanden:\nMødet er åbnet.\n\nHr. Ole Bak:\nTak.\n\nFormanden:\nVær så god.\n\nHr. Ole Bak:\nSå er det.\n",
        [
            ("Formanden", "Mødet er åbnet."),
            ("Hr. Ole Bak", "Tak."),
            ("Formanden", "Vær så god."),
            ("Hr. Ole Bak", "Så er det."),
        ],
    ),
    "Polish": (
        "Marszałek:\nOtwieram.\n\nPoseł Jan Wilk:\nDziękuję.\n\nMarszałek:\nProszę.\n\nPoseł Jan Wilk:\nTak jest.\n",
        [
            ("Marszałek", "Otwieram."),
            ("Poseł Jan Wilk", "Dziękuję."),
            ("Marszałek", "Proszę."),
            ("Poseł Jan Wilk", "Tak jest."),
        ],
    ),
    "Russian": (
        "Председатель: Открываю.\n\nИванов И. И.: Нет.\n\nПредседатель: Спасибо.\n\nИванов И. И.: Да.\n",
        [
            ("Председатель", "Открываю."),
            ("Иванов И. И.", "Нет."),
            ("Председатель", "Спасибо."),
            ("Иванов И. И.", "Да."),
        ],
    ),
    "Greek": (
        "ΠΡΟΕΔΡΟΣ: Αρχίζει.\n\nΝΙΚΟΣ ΒΛΑΧΟΣ: Όχι.\n\nΠΡΟΕΔΡΟΣ: Ευχαριστώ.\n\nΝΙΚΟΣ ΒΛΑΧΟΣ: Ναι.\n",
        [("ΠΡΟΕΔΡΟΣ", "Αρχίζει."), ("ΝΙΚΟΣ ΒΛΑΧΟΣ", "Όχι."), ("ΠΡΟΕΔΡΟΣ", "Ευχαριστώ."), ("ΝΙΚΟΣ ΒΛΑΧΟΣ", "Ναι.")],
    ),
    "Tamil": (
        "தலைவர்: தொடங்கலாம்.\n\nகுமார்: இல்லை.\n\nதலைவர்: நன்றி.\n\nகுமார்: சரி.\n",
        [("தலைவர்", "தொடங்கலாம்."), ("குமார்", "இல்லை."), ("தலைவர்", "நன்றி."), ("குமார்", "சரி.")],
    ),
    "Thai": (
        "ประธาน: เปิดประชุม\n\nนายสมชาย ใจดี: ไม่\n\nประธาน: ขอบคุณ\n\nนายสมชาย ใจดี: ครับ\n",
        [("ประธาน", "เปิดประชุม"), ("นายสมชาย ใจดี", "ไม่"), ("ประธาน", "ขอบคุณ"), ("นายสมชาย ใจดี", "ครับ")],
    ),
    "Bengali": (
        "সভাপতি: শুরু।\n\nরহিম খান: না।\n\nসভাপতি: ধন্যবাদ।\n\nরহিম খান: হ্যাঁ।\n",
        [("সভাপতি", "শুরু।"), ("রহিম খান", "না।"), ("সভাপতি", "ধন্যবাদ।"), ("রহিম খান", "হ্যাঁ।")],
    ),
    "Arabic": (
        "رئيس الجلسة: نبدأ.\n\nأحمد علي: لا.\n\nرئيس الجلسة: شكرا.\n\nأحمد علي: نعم.\n",
        [("رئيس الجلسة", "نبدأ."), ("أحمد علي", "لا."), ("رئيس الجلسة", "شكرا."), ("أحمد علي", "نعم.")],
    ),
    "Persian with joiners": (
        "نمایندهٔ اول\u200cها: آغاز.\n\nعلی رضا: نه.\n\nنمایندهٔ اول\u200cها: سپاس.\n\nعلی رضا: بله.\n",
        [("نمایندهٔ اول\u200cها", "آغاز."), ("علی رضا", "نه."), ("نمایندهٔ اول\u200cها", "سپاس."), ("علی رضا", "بله.")],
    ),
    "Hebrew abbreviations": (
        'יו"ר הוועדה נעה גל:\n\nפותחת.\n\nעו"ד יוסי בר:\n\nלא.\n\nיו"ר הוועדה נעה גל:\n\nתודה.\n\nעו"ד יוסי בר:\n\nכן.\n',
        [
            ('יו"ר הוועדה נעה גל', "פותחת."),
            ('עו"ד יוסי בר', "לא."),
            ('יו"ר הוועדה נעה גל', "תודה."),
            ('עו"ד יוסי בר', "כן."),
        ],
    ),
    "Irish": (
        "An Cathaoirleach: I call Senator Roe.\n\nSenator Ann Roe: Thanks.\n\nAn Cathaoirleach: Go on.\n\nAn Tánaiste: I see.\n\nSenator Ann Roe: Right.\n",
        [
            ("An Cathaoirleach", "I call Senator Roe."),
            ("Senator Ann Roe", "Thanks."),
            ("An Cathaoirleach", "Go on."),
            ("An Tánaiste", "I see."),
            ("Senator Ann Roe", "Right."),
        ],
    ),
    "a minister by office, then by name": (
        "Mr Speaker: Order.\n\nThe Parliamentary Under-Secretary of State for Locks (Ann Roe): I beg to move.\n\nJo Oak (Westland) (Lab): Why?\n\nAnn Roe: Because.\n\nJo Oak: I see.\n",
        [
            ("Mr Speaker", "Order."),
            ("Ann Roe", "I beg to move."),
            ("Jo Oak", "Why?"),
            ("Ann Roe", "Because."),
            ("Jo Oak", "I see."),
        ],
    ),
    "a minister with a title": (
        "Madam Deputy Speaker: Order.\n\nThe Secretary of State for Locks and Weirs (Sir Al Roe): I beg to move.\n\nJo Oak (Westland) (Lab): Why?\n\nSir Al Roe: Because.\n\nJo Oak: I see.\n",
        [
            ("Madam Deputy Speaker", "Order."),
            ("Sir Al Roe", "I beg to move."),
            ("Jo Oak", "Why?"),
            ("Sir Al Roe", "Because."),
            ("Jo Oak", "I see."),
        ],
    ),
    "party and office at first use only": (
        "ANN ROE (D-XY), GOVERNOR AND CANDIDATE FOR SENATE: Hello.\n\nJO OAK, MODERATOR: Welcome.\n\nROE: Thanks.\n\nOAK: So?\n\nROE: Yes.\n",
        [("ANN ROE", "Hello."), ("JO OAK", "Welcome."), ("ANN ROE", "Thanks."), ("JO OAK", "So?"), ("ANN ROE", "Yes.")],
    ),
    "two people at once": (
        "Mia: Start.\n\nTed: One thing.\n\nMia and Ted: Both will.\n\nUma: Good.\n\nMia: Next.\n\nTed: Yes.\n",
        [
            ("Mia", "Start."),
            ("Ted", "One thing."),
            ("Mia and Ted", "Both will."),
            ("Uma", "Good."),
            ("Mia", "Next."),
            ("Ted", "Yes."),
        ],
    ),
    "names that differ by a letter": (
        "Julia: One.\n\nJulie: Two.\n\nJulia: Three.\n\nJulie: Four.\n\nKaren: Five.\n\nKaryn: Six.\n",
        [
            ("Julia", "One."),
            ("Julie", "Two."),
            ("Julia", "Three."),
            ("Julie", "Four."),
            ("Karen", "Five."),
            ("Karyn", "Six."),
        ],
    ),
    "full names that differ by a letter": (
        "Eric Lund: One.\n\nErik Lund: Two.\n\nEric Lund: Three.\n\nErik Lund: Four.\n",
        [("Eric Lund", "One."), ("Erik Lund", "Two."), ("Eric Lund", "Three."), ("Erik Lund", "Four.")],
    ),
    "headings with a colon": (
        "# M\n\n## Proposal: Raise The Bar\n\nAda: I would.\n\nBo: Why?\n\n## Proposal: Lower It\n\nAda: No.\n\nBo: Yes.\n",
        [("Ada", "I would."), ("Bo", "Why?"), ("Ada", "No."), ("Bo", "Yes.")],
    ),
    "the time before the words": (
        "Ada Bell\n(00:10) Good evening all.\nWords: 31\nBo Lund\n(00:16) Thank you, all of you.\nWords: 12\nAda Bell\n(00:40) Why is it late?\nWords: 9\n",
        [
            ("Ada Bell", "Good evening all."),
            ("Ada Bell", "Words: 31"),
            ("Bo Lund", "Thank you, all of you."),
            ("Bo Lund", "Words: 12"),
            ("Ada Bell", "Why is it late?"),
            ("Ada Bell", "Words: 9"),
        ],
    ),
    "name, time, words": (
        "Ada Bell\n0:10\nGood evening all.\n\nBo Lund\n0:16\nThank you.\n\nAda Bell\n0:40\nWhy?\n",
        [("Ada Bell", "Good evening all."), ("Bo Lund", "Thank you."), ("Ada Bell", "Why?")],
    ),
    "all together": (
        "Mayor Roe: All in favour?\n\nAll: Aye.\n\nMayor Roe: Carried.\n\nCouncillor Oak: Good.\n\nEveryone: Hear, hear.\n\nMayor Roe: Next.\n",
        [
            ("Mayor Roe", "All in favour?"),
            ("", "Aye."),
            ("Mayor Roe", "Carried."),
            ("Councillor Oak", "Good."),
            ("", "Hear, hear."),
            ("Mayor Roe", "Next."),
        ],
    ),
    "a list of those present with one title": (
        "Present: Senators Roe, Oak, and Elm.\n    Mr. Roe. Come to order, all of you.\n    Ms. Oak. Thank you.\n    Mr. Roe. You are welcome.\n    Ms. Oak. I know.\n",
        [
            ("Mr. Roe", "Come to order, all of you."),
            ("Ms. Oak", "Thank you."),
            ("Mr. Roe", "You are welcome."),
            ("Ms. Oak", "I know."),
        ],
    ),
    "times at the end of paragraphs": (
        "I: Wann war das? #00:00:04-2#\n\nB: Im Mai. #00:00:12-5#\n\nI: Und wer? #00:00:15-1#\n",
        [("I", "Wann war das?"), ("B", "Im Mai."), ("I", "Und wer?")],
    ),
    "times at the beginning": (
        "#00:00:00-0# I: Wann war das?\n\n#00:00:04-2# B: Im Mai.\n\n#00:00:12-5# I: Und wer?\n",
        [("I", "Wann war das?"), ("B", "Im Mai."), ("I", "Und wer?")],
    ),
    "dashes after capitals": (
        "Mr SPEAKER- Order.\n\nMr JON DOE – Good day.\n\nMs ANN ROE — Hello to all.\n\nMr JON DOE – When?\n\nMs ANN ROE — Soon.\n\nMr SPEAKER- Thanks.\n",
        [
            ("Mr SPEAKER", "Order."),
            ("Mr JON DOE", "Good day."),
            ("Ms ANN ROE", "Hello to all."),
            ("Mr JON DOE", "When?"),
            ("Ms ANN ROE", "Soon."),
            ("Mr SPEAKER", "Thanks."),
        ],
    ),
    "names of languages": (
        "<html><body><p>Ms A ROE: Proverb:</p><p><i>Xhosa:</i></p><p>Abc.</p><p>The SPEAKER: Thanks.</p><p>Mr B OAK: Yes.</p><p><em>French:</em></p><p>Oui.</p><p>Ms A ROE: Done.</p><p>The SPEAKER: Good.</p></body></html>",
        [
            ("Ms A ROE", "Proverb:"),
            ("Ms A ROE", "Xhosa:"),
            ("Ms A ROE", "Abc."),
            ("The SPEAKER", "Thanks."),
            ("Mr B OAK", "Yes."),
            ("Mr B OAK", "French:"),
            ("Mr B OAK", "Oui."),
            ("Ms A ROE", "Done."),
            ("The SPEAKER", "Good."),
        ],
    ),
    "when it begins and ends": (
        "Beginn: 9.30 Uhr\n\nPräsident Roe:\n\nIch eröffne.\n\nAnna Lind (XYZ):\n\nNein.\n\nPräsident Roe:\n\nDanke.\n\nSchluss: 10.15 Uhr\n",
        [
            ("Präsident Roe", "Ich eröffne."),
            ("Anna Lind", "Nein."),
            ("Präsident Roe", "Danke."),
            ("Präsident Roe", "Schluss: 10.15 Uhr"),
        ],
    ),
    "sounds with a time": (
        "Ada Bell: (00:10)\nLet us begin.\n\nBo Lund: (00:14)\n[laughter 00:00:15] it costs.\n\nAda Bell: (00:20)\n[inaudible 00:00:21] when I finish.\n\nBo Lund: (00:25)\nThanks.\n",
        [
            ("Ada Bell", "Let us begin."),
            ("Bo Lund", "it costs."),
            ("Ada Bell", "when I finish."),
            ("Bo Lund", "Thanks."),
        ],
    ),
    "times that are links": (
        "**Ada Bell** [[5:18](https://t.example/w?v=a&t=318s)]: Welcome.\n\n**Bo Lund** [5:40](https://t.example/w?v=a&t=340s ): Late.\n\n**Ada Bell** [6:01](https://t.example/w): Why?\n",
        [("Ada Bell", "(https://t.example/w?v=a&t=318s)]: Welcome."), ("Bo Lund", "Late."), ("Ada Bell", "Why?")],
    ),
    "front matter": (
        '---\ntitle: "A Talk"\nhosts:\n  - "Mia Hall"\nguests:\n  - "Ted Oak"\n---\n**Mia Hall:** 00:00:01\n\nIs it dry?\n\n**Ted Oak:** 00:00:05\n\nNo.\n\n**Mia Hall:** 00:00:09\n\nOk.\n',
        [("Mia Hall", "Is it dry?"), ("Ted Oak", "No."), ("Mia Hall", "Ok.")],
    ),
    "who speaks once below a heading": (
        "# Call\n\n## One\n**Ada**: Good day, shall we start?\n\n**Bo**: Yes.\n\n**Ada**: News?\n\n**Bo**: None so far.\n\n## Two\n**Zed**: I have a word.\n\n- one\n- two\n\n**Ada**: Thanks.\n",
        [
            ("Ada", "Good day, shall we start?"),
            ("Bo", "Yes."),
            ("Ada", "News?"),
            ("Bo", "None so far."),
            ("Zed", "I have a word."),
            ("Zed", "- one"),
            ("Zed", "- two"),
            ("Ada", "Thanks."),
        ],
    ),
    "a list with titles before the talk": (
        "Village of X Board\n\nPresident Ann Roe\nTrustee Bo Oak\nTrustee Cy Elm\n\nPresident Roe: Item one.\n\nTrustee Oak: Fine.\n\nTrustee Elm: No.\n\nPresident Roe: All in favor?\n\nAll: Aye.\n\nPresident Roe: Passed.\n",
        [
            ("Ann Roe", "Item one."),
            ("Bo Oak", "Fine."),
            ("Cy Elm", "No."),
            ("Ann Roe", "All in favor?"),
            ("", "Aye."),
            ("Ann Roe", "Passed."),
        ],
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_labels_of_a_kind(kind: str) -> None:
    """Everyone who speaks is found, nobody else is, and no word is given to another."""
    source, expected = KINDS[kind]

    transcript = read(source.encode())

    assert [(u.speaker, transcript.words_of(u)) for u in transcript.utterances if u.kind == "speech"] == expected


def test_a_nick_is_the_person_who_says_to_be_present_under_a_full_name() -> None:
    """`present+ Ada_Park` under `apark` names her; a name that somebody else is given by the scribe does not."""
    log = (
        "10:00:01 <apark> present+ Ada_Park\n10:00:02 <bo> present+ Cleo_Marsh\n10:00:03 <apark> We open the sluice early.\n"
        "10:00:04 <bo> That floods the meadow.\n10:00:05 <apark> Then let us ask the farmers.\n"
    )
    assert [p.name for p in read(log.encode()).labels] == ["Ada Park", "bo"]
