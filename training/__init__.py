"""The language pipeline and other data made again from the corpora."""

import os

os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")
"""Read by JAX, which trains the teacher of trees, when it is imported: one thread, as everything else here."""
