"""`make bench`: each benchmark beside what a user would pick instead, in the same run. Ratios, not promises."""

from benchmarks import discovery, extraction, slogans

if __name__ == "__main__":
    extraction.main()
    slogans.main()
    discovery.main()
