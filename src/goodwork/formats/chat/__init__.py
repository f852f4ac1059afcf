"""Chat files: a conversation per line, as the OpenAI interfaces and their kin take them; ShareGPT and Alpaca."""

from __future__ import annotations

from goodwork.formats.chat.read import read_chat
from goodwork.formats.chat.recognise import ALIASES, recognise
from goodwork.formats.chat.write import write_alpaca, write_chat, write_sharegpt
from goodwork.formats.contract import Format
from goodwork.model.records import TextAnswer

FORMAT = Format(
    "chat",
    "Conversations (chat, ShareGPT, Alpaca)",
    lambda file, dialect: read_chat(file),
    recognise,
    aliases=ALIASES,
    writes={"chat": write_chat, "sharegpt": write_sharegpt, "alpaca": write_alpaca},
    titles={
        "chat": "Conversations (chat JSON Lines)",
        "sharegpt": "Conversations (ShareGPT)",
        "alpaca": "Instructions (Alpaca)",
    },
    holds={"chat": (), "sharegpt": (), "alpaca": (TextAnswer,)},
)
