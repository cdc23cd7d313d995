using System.Text;
using GoDockerTasks.Dockerfiles.Linting;
using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Errors;
using GoDockerTasks.Io;

namespace GoDockerTasks.Tests.Dockerfiles;

[TestFixture]
public sealed class DockerfileFuzzTests : IDisposable
{
    private const string Seed = """
        # syntax=docker/dockerfile:1
        # escape=\
        ARG GO=1.24
        FROM --platform=$BUILDPLATFORM golang:${GO:-1.24} AS build
        ENV A="b c" GOPROXY=https://x,direct D=${A#*b}
        ARG E=${A/b/c} F
        WORKDIR /src
        COPY --from=tools --chown=1:1 go.mod go.sum ./
        RUN --mount=type=cache,target=/x,id="a,b" go env -w GOPROXY=x && \
            # comment

            sh -c 'go build "$(go list)"' `go vet` || { make; }
        RUN <<EOF bash -e
        go test ./...
        EOF
        COPY <<-'A' <<B /d/
        	one
        	A
        B
        RUN ["go", "build", "\u00e9"]
        ONBUILD RUN go generate
        SHELL ["/bin/sh", "-c"]
        HEALTHCHECK --interval=5s CMD ["a"]
        # godocker:off reason
        USER app
        FROM build AS final
        RUN GONOPROXY=none go mod download
        WORKDIR /app
        COPY . .
        RUN cd cmd && go build -mod=vendor -o /app
        RUN --mount=type=bind,target=. go mod download
        LABEL "a b"='c d' e=f

        """;

    private static readonly string[] Pieces =
    [
        "\n", "\r\n", "\\", "`", "\"", "'", "$", "${", "}", "<<", "<<-", "--", "=", "#", " ", "\t", "\0", "FROM ", "RUN ", "ENV ", "ONBUILD ",
        "${a:-", "$(", ")", "[\"", "\"]", "EOF\n", "\uFEFF", "\uD800", "é", "--mount=type=", "go build", "# escape=`\n", "AS ", ",", "@", "\\\n", "{", "(", "sh -c '",
    ];

    private readonly TempDirectory _context = new();
    private readonly TempDirectory _vendored = new();

    public DockerfileFuzzTests()
    {
        foreach (var folder in new[] { _context, _vendored })
        {
            File.WriteAllText(folder.File("go.mod"), "module example.com/app\n\ngo 1.24\n\nrequire example.com/dep v1.0.0\n");
            File.WriteAllText(folder.File("go.sum"), "");
            File.WriteAllText(folder.File("app"), "\u007fELF");
        }

        Directory.CreateDirectory(_vendored.File("vendor"));
        File.WriteAllText(_vendored.File("vendor/modules.txt"), "# example.com/dep v1.1.0\n## explicit\n");
    }

    public void Dispose()
    {
        _context.Dispose();
        _vendored.Dispose();
    }

    [Test]
    public void Nothing_that_is_written_makes_it_crash_or_lose_a_character([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 150; i++)
        {
            var text = Mutated(random);
            var dockerfile = Dockerfile.Read(text);

            dockerfile.ToString().Should().Be(text);
            if (dockerfile.Problems.Count == 0)
            {
                Rewrite(text);
            }

            Lint(text);
        }
    }

    [TestCase("FROM golang:1.24\nWORKDIR /src\0\nCOPY . .\nRUN go mod download\n")]
    [TestCase("FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN cd a\0b && go mod download\n")]
    [TestCase("FROM golang:1.24\nWORKDIR /src\nRUN --mount=type=bind,target=/s\0 go mod download\n")]
    [TestCase("FROM golang:1.24\nWORKDIR /src\0\nCOPY . .\nRUN go build -mod=vendor\n")]
    public void A_path_that_no_file_can_have_is_a_path_all_the_same(string text) => Lint(text);

    [TestCase("FROM a\n", "RUN a \\\n")]
    [TestCase("FROM ", "${a:-")]
    [TestCase("FROM a\nRUN ", "$(")]
    [TestCase("FROM a\nRUN ", "sh -c '")]
    [TestCase("FROM a\nRUN ", "`")]
    [TestCase("FROM a\nENV a=", "\"")]
    [TestCase("FROM a\nCOPY ", "<<a ")]
    [TestCase("FROM a\nRUN ", "[")]
    [TestCase("FROM a\n", "ONBUILD ")]
    [TestCase("", "\\\n")]
    [TestCase("FROM a\nRUN ", "env ")]
    [TestCase("FROM a\nRUN --mount=", "\",")]
    public void Repeating_a_piece_without_end_takes_it_no_further(string start, string piece)
    {
        var text = start + string.Concat(Enumerable.Repeat(piece, 20_000));

        Dockerfile.Read(text).ToString().Should().Be(text);
        Rewrite(text);
        Lint(text);
    }

    private void Lint(string text)
    {
        LintBeside(text, null);
        LintBeside(text, new(_context.Path, _context.File("Dockerfile")));
        LintBeside(text, new(_vendored.Path, _vendored.File("Dockerfile")));
    }

    private static void LintBeside(string text, BuildContextFolder? context)
    {
        var result = DockerfileLinter.Lint("Dockerfile", text, context);
        (result.Facts is null).Should().Be(Dockerfile.Read(text).Problems.Count > 0);
        if (result.Facts is not null)
        {
            Dockerfile.Read(DockerfileFixer.Fix(text, context).Text).Problems.Should().BeEmpty();
        }
    }

    private static void Rewrite(string text)
    {
        try
        {
            var plan = Rewriting.Of(text);
            plan.Text.Split('\n').Should().HaveCount(text.Split('\n').Length);
            Dockerfile.Parse(plan.Text).Instructions.Should().HaveCountGreaterThanOrEqualTo(Dockerfile.Parse(text).Instructions.Count);
        }
        catch (GoDockerException e)
        {
            e.Kind.Code.Should().StartWith("GDT21");
        }
    }

    private static string Mutated(Random random)
    {
        var text = new StringBuilder(Seed);
        for (var i = random.Next(1, 12); i > 0; i--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0:
                    text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 1:
                    text.Remove(at, Math.Min(random.Next(1, 30), text.Length - at));
                    break;
                case 2:
                    text.Insert(at, text.ToString(random.Next(text.Length / 2), Math.Min(40, text.Length / 2)));
                    break;
                default:
                    text[at] = (char)random.Next(1, 0x250);
                    break;
            }
        }

        return text.ToString();
    }
}
