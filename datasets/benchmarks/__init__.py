"""Discovery benchmarks: does what the engine scores high turn out to be reported later?"""
