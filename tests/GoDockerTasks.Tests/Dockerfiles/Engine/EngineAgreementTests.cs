using System.Text.Json;
using GoDockerTasks.Dockerfiles.Linting;
using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;
using GoDockerTasks.Io;
using GoDockerTasks.Tests.Dockerfiles.Linting;

namespace GoDockerTasks.Tests.Dockerfiles.Engine;

/// <summary>What we read in a Dockerfile is what BuildKit reads in it.</summary>
[TestFixture]
[Category("Docker")]
[NonParallelizable] // BuildKit shares the steps of builds that run at once, and then mixes up their names and lines.
public sealed class EngineAgreementTests
{
    [Test]
    public async Task Variables_have_the_values_that_the_engine_gives_them()
    {
        const string Text = """
            ARG GLOBAL=global
            ARG OTHER=${GLOBAL}-${NONE:-default}
            FROM scratch AS first
            ARG GLOBAL
            ARG LOCAL=local BARE
            ENV A=1 B="two words" C='$A stays' D=three\ words E="$A \"quoted\" \$A"
            ENV OLD the rest  of "the line" $A
            ENV F=${A:-x} G=${NOPE:-x} H=${NOPE:+x} I=${A:+x} J=${NOPE-$A} K="${NOPE:-in quotes}"
            ENV L=$GLOBAL M=$OTHER N=$LOCAL O=[$BARE] P=$A$A Q=${A}b R=$Ab S=$
            ENV T=a\
            b \
              # a comment

              U=last V="a'b" W='a"b' X="a\\b" Y=a\\b Z=\$A
            ENV A=2 AA=$A
            ENV LOCAL=env
            ARG LOCAL=arg
            ENV BB=$LOCAL CC="" DD= EE="é ü" FF=${A}${B} GG=a=b=c
            ENV PATHS=/usr/local/go/bin VERSION=1.24.3
            ENV LL=${PATHS#*/} MM=${PATHS##*/} NN=${PATHS%/*} OO=${PATHS%%/*} PP=${VERSION%.*} QQ=${VERSION//./-} RR=${VERSION/./-}
            FROM first
            ARG TARGETARCH
            ENV HH=$A II=$GLOBAL JJ=$TARGETARCH KK=${TARGETOS}
            WORKDIR /a/b
            WORKDIR ../c/./d
            USER "us$A"

            """;

        var config = await BuildAsync(Text);
        var end = StageGraph.Of(Dockerfile.Parse(Text), new() { Platform = "linux/amd64" }).Target.End;

        var engine = config.GetProperty("Env").EnumerateArray().Select(pair => pair.GetString()!.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        engine.Remove("PATH");
        end.Environment.Should().BeEquivalentTo(engine);
        end.WorkingDirectory.Should().Be(config.GetProperty("WorkingDir").GetString());
        end.User.Should().Be(config.GetProperty("User").GetString());
    }

    [TestCase("FROM scratch\nLABEL a=b\n")]
    [TestCase("FROM scratch\nENV a\n")]
    [TestCase("FROM scratch\nENV a=b c\n")]
    [TestCase("FROM scratch\nENV =b\n")]
    [TestCase("FROM scratch AS 0\n")]
    [TestCase("FROM scratch AS a b\n")]
    [TestCase("FROM scratch\nCMD [\"a\", 1]\n")]
    [TestCase("FROM scratch\nCMD ['a']\n")]
    [TestCase("FROM scratch\nSHELL sh\n")]
    [TestCase("FROM scratch\nONBUILD FROM x\n")]
    [TestCase("FROM scratch\nONBUILD ONBUILD LABEL a=b\n")]
    [TestCase("FROM scratch\nCOPY a\n")]
    [TestCase("FROM scratch\nCOPY <<EOF /x\nEOF\n")]
    [TestCase("FROM scratch\nCOPY <<EOF /x\n EOF\n")]
    [TestCase("FROM scratch\nCOPY <<-EOF /x\n\tEOF\n")]
    [TestCase("FROM scratch\nCOPY << EOF /x\nEOF\n")]
    [TestCase("LABEL a=b\nFROM scratch\n")]
    [TestCase("# escape=x\nFROM scratch\n")]
    [TestCase("# escape=`\n# escape=`\nFROM scratch\n")]
    [TestCase("# escape=`\nFROM scratch\nLABEL a=`\nb\n")]
    [TestCase("FROM scratch\nLABEL a=b \\\n\n\n  # comment\n c=d\n")]
    [TestCase("FROM scratch\nLABEL a=b \\\\\nLABEL c=d\n")]
    [TestCase("FROM scratch\nLABEL a=b \\")]
    [TestCase("FROM scratch\nNOTHING\n")]
    [TestCase("FROM scratch\nEXPOSE\n")]
    [TestCase("FROM scratch\nHEALTHCHECK CMD [\"a\"]\n")]
    [TestCase("FROM scratch\nMAINTAINER a b\n")]
    [TestCase("\uFEFFFROM scratch\r\nLABEL a=b\r\n")]
    [TestCase("from scratch\nlabel a=b\n")]
    [TestCase("")]
    [TestCase("   \n# only\n")]
    [TestCase("FROM scratch\nSTOPSIGNAL 9\nVOLUME /a /b\nVOLUME [\"/c\"]\nEXPOSE 80 443/tcp\n")]
    // Not here: a file of ARGs alone. It brings the dockerd of Docker 26 down, with everybody's builds.
    public async Task A_file_is_valid_where_the_engine_takes_it(string text)
    {
        using var folder = new TempDirectory();
        await File.WriteAllTextAsync(folder.File("Dockerfile"), text);

        var build = await TestEngine.DockerAsync("buildx", "build", "--output", $"type=tar,dest={folder.File("out.tar")}", folder.Path);

        (Dockerfile.Read(text).Problems.Count == 0).Should().Be(build.ExitCode == 0, build.Error);
    }

    [Test]
    public async Task Lint_refuses_what_the_engine_refuses([ValueSource(typeof(RefusedTests), nameof(RefusedTests.Refused))] string text) =>
        (await IsTakenAsync(text)).Should().BeFalse();

    [Test]
    public async Task Lint_takes_what_the_engine_takes([ValueSource(typeof(RefusedTests), nameof(RefusedTests.Taken))] string text) =>
        (await IsTakenAsync(text)).Should().BeTrue();

    [TestCase("FROM scratch AS run\nCOPY --from=later a /b\nFROM scratch AS later\nFROM run\n")]
    [TestCase("FROM scratch AS run\nCOPY --from=later a /b\nFROM scratch AS later\nLABEL a=b\n")]
    [TestCase("FROM scratch AS run\nRUN --mount=from=later,target=/x true\nFROM scratch AS later\nFROM run\n")]
    [TestCase("FROM scratch AS run\nCOPY --from=9 a /b\nFROM scratch\nLABEL a=b\n")]
    public async Task A_stage_below_is_an_error_where_the_engine_refuses_it(string text) =>
        DockerfileLinter.Lint("Dockerfile", text).Findings.Any(finding => finding.Severity == LintSeverity.Error).Should().Be(!await IsTakenAsync(text));

    private static async Task<bool> IsTakenAsync(string text)
    {
        using var folder = new TempDirectory();
        await File.WriteAllTextAsync(folder.File("Dockerfile"), text);
        await File.WriteAllTextAsync(folder.File("a"), "");
        return (await TestEngine.DockerAsync("buildx", "build", "--output", "type=cacheonly", folder.Path)).ExitCode == 0;
    }

    private static async Task<JsonElement> BuildAsync(string text)
    {
        var tag = $"godocker-tests/{Guid.NewGuid():N}:1";
        using var folder = new TempDirectory();
        await File.WriteAllTextAsync(folder.File("Dockerfile"), text);
        await TestEngine.EnsureAsync("buildx", "build", "--load", "--provenance=false", "--tag", tag, folder.Path);
        var config = await TestEngine.EnsureAsync("image", "inspect", "--format", "{{json .Config}}", tag);
        await TestEngine.DockerAsync("image", "rm", "--force", tag);
        using var document = JsonDocument.Parse(config);
        return document.RootElement.Clone();
    }
}
