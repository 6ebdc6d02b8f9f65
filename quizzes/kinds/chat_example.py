"""The chat that the block picker shows to editors, as it is stored."""

EXAMPLE = {
    "prompt": "Sam asks you what to write.",
    "meter": "Sam’s comfort",
    "cast": [
        {"name": "sam", "label": "Sam", "side": "end"},
        {"name": "storm", "label": "Storm", "side": "start"},
    ],
    "nodes": [
        {
            "name": "gift",
            "messages": [
                {
                    "sender": "storm",
                    "text": "I sent you 500 coins. It is our secret!",
                    "sign": "A gift and a secret together.",
                },
            ],
            "choices": [
                {
                    "text": "Why is it a secret?",
                    "weight": "neutral",
                    "note": "Asking is fine. Watch what comes back.",
                },
                {
                    "text": "Show it to Aunt Dana",
                    "goto": "early",
                    "weight": "helpful",
                    "note": "Telling early keeps you in charge.",
                },
                {
                    "text": "Thanks, I tell nobody!",
                    "weight": "unhelpful",
                    "note": "A secret like this one makes it harder to get out.",
                },
            ],
            "pick": 1,
            "then": "push",
        },
        {
            "name": "push",
            "messages": [{"sender": "storm", "text": "Others would be jealous."}],
            "choices": [
                {
                    "text": "Stop writing back",
                    "weight": "helpful",
                    "note": "You owe nobody an answer.",
                },
                {
                    "text": "Keep the messages as proof",
                    "weight": "helpful",
                    "note": "Proof helps those who help you.",
                },
                {
                    "text": "Tell someone I trust",
                    "goto": "help",
                    "weight": "helpful",
                    "note": "That is the strongest move.",
                },
            ],
            "pick": 2,
            "then": "open",
        },
        {
            "name": "early",
            "ending": {
                "kind": "early",
                "title": "Aunt Dana knows",
                "text": "She thanks Sam. Together they report Storm.",
                "help": ["adult", "report"],
            },
        },
        {
            "name": "help",
            "ending": {
                "kind": "help",
                "title": "Not alone any more",
                "text": "Sam is believed. Storm’s account is reported.",
                "help": ["adult", "helpline", "report"],
            },
        },
        {
            "name": "open",
            "ending": {
                "kind": "open",
                "title": "To be continued",
                "text": "Sam has saved a sentence for tomorrow.",
                "help": ["sentence", "helpline"],
            },
        },
    ],
}
