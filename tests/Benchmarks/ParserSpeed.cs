using System.Diagnostics;
using System.Text;
using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Benchmarks;

/// <summary>How long it takes to read a Dockerfile that is longer than any that people write.</summary>
internal static class ParserSpeed
{
    private const int Lines = 10_000;

    // Everything that costs: continued lines, heredocs, variables, JSON, mounts.
    private const string Stage = """
        FROM --platform=$BUILDPLATFORM golang:${GO:-1.24} AS build
        ENV A="b c" D=${A#*b}
        COPY --chown=1:1 go.mod go.sum ./
        RUN --mount=type=cache,target=/x,id="a,b" go env -w GOFLAGS=-trimpath && \
            # comment
            sh -c 'go build "$(go list)"'
        RUN <<EOF bash -e
        go test ./...
        EOF
        LABEL a=b

        """;

    /// <summary>Reads it again and again; the first time includes compiling the parser itself.</summary>
    /// <param name="rounds">How often.</param>
    public static void Run(int rounds)
    {
        var text = new StringBuilder("ARG GO\n");
        text.Insert(text.Length, Stage, Lines / Stage.Count(letter => letter == '\n'));
        var dockerfile = text.ToString();
        var first = Measure(dockerfile);
        var times = Enumerable.Range(0, rounds).Select(_ => Measure(dockerfile)).Order().ToList();
        Console.WriteLine(FormattableString.Invariant(
            $"\nA Dockerfile of {dockerfile.Count(letter => letter == '\n')} lines is read in {times[rounds / 2].TotalMilliseconds:0.0} ms (median of {rounds}; the first time {first.TotalMilliseconds:0} ms)"));
    }

    private static TimeSpan Measure(string text)
    {
        var started = Stopwatch.GetTimestamp();
        var instructions = Dockerfile.Parse(text).Instructions.Count;
        var elapsed = Stopwatch.GetElapsedTime(started);
        return instructions > 0 ? elapsed : throw new InvalidOperationException("Nothing was read.");
    }
}
