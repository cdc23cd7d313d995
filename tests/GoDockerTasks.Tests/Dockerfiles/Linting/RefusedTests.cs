using GoDockerTasks.Dockerfiles.Linting;

namespace GoDockerTasks.Tests.Dockerfiles.Linting;

/// <summary>What docker refuses is an error; EngineAgreementTests compares these with a real engine.</summary>
[TestFixture]
public sealed class RefusedTests
{
    /// <summary>Files with a fault in line 2 that docker names.</summary>
    public static IReadOnlyList<string> Refused { get; } =
    [
        "FROM scratch\nRUN --mout=type=cache,target=/x true\n",
        "FROM scratch\nRUN --network=bogus true\n",
        "FROM scratch\nRUN --mount=type=bogus,target=/x true\n",
        "FROM scratch\nRUN --mount=type=cache,targt=/x true\n",
        "FROM scratch\nRUN --mount=type=cache,target=/x,sharing=bogus true\n",
        "FROM scratch\nRUN --mount true\n",
        "FROM scratch\nCOPY --chwon=1:1 a /a\n",
        "FROM scratch\nCOPY --LINK a /a\n",
        "FROM scratch\nCOPY --link=maybe a /a\n",
        "FROM scratch\nCOPY --chown=1 --chown=2 a /a\n",
        "FROM scratch\nCOPY --chown a /a\n",
        "FROM scratch\nADD --from=x a /a\n",
        "FROM scratch AS a\nFROM --plattform=linux/amd64 scratch\n",
        "FROM scratch\nENV --x=1 A=b\n",
        "FROM scratch\nENV FOO\n",
        "FROM scratch\nARG =b\n",
        "FROM scratch\nVOLUME []\n",
        "FROM scratch\nHEALTHCHECK true\n",
        "FROM scratch\nHEALTHCHECK CMD\n",
        "FROM scratch\nHEALTHCHECK --intervall=3s CMD true\n",
        "FROM scratch\nHEALTHCHECK --interval=3 CMD true\n",
        "FROM scratch\nHEALTHCHECK --retries=-1 CMD true\n",
    ];

    /// <summary>Files that look like those, and that docker takes.</summary>
    public static IReadOnlyList<string> Taken { get; } =
    [
        "FROM scratch AS unused\nRUN --mount=type=bogus,target=/x true\nFROM scratch\nLABEL a=b\n",
        "FROM scratch\nSTOPSIGNAL --x 9\n",
        "FROM scratch\nARG --x a\nLABEL a=b\n",
        "FROM scratch\nONBUILD RUN --mout=x a\n",
        "FROM scratch\nONBUILD NOTHING x\n",
        "FROM scratch\nONBUILD HEALTHCHECK true\n",
        "FROM scratch\nHEALTHCHECK --intervall=3s NONE\n",
        "FROM scratch\nHEALTHCHECK --timeout=1m30.5s --start-interval=0 --retries= cmd true\n",
        "FROM scratch\nCOPY --link=TRUE --chown= <<EOF /a\nEOF\n",
        "FROM scratch\nHEALTHCHECK none\n",
    ];

    [TestCaseSource(nameof(Refused))]
    public void What_docker_refuses_is_an_error_on_its_line(string text)
    {
        var result = DockerfileLinter.Lint("Dockerfile", text);

        result.Findings.Where(finding => finding.Rule.Code == "GDT5001").Select(finding => finding.Line).Should().Equal(2);
    }

    [Test]
    public void A_wrong_flag_hides_nothing_else()
    {
        var result = DockerfileLinter.Lint("Dockerfile", "FROM golang:latest\nRUN --mout=type=cache,target=/x go mod tidy\n");

        result.Facts.Should().NotBeNull();
        result.Findings.Select(finding => finding.Rule.Code).Should().Contain(["GDT5001", "GDT5303"]);
    }

    [TestCaseSource(nameof(Taken))]
    [TestCase("FROM scratch\nRUN --mount=type=$TYPE,target=/x,sharing=${S} true\n")]
    [TestCase("FROM scratch\nCOPY --parents --exclude=a --exclude=b c /d/\n")]
    [TestCase("# syntax=example.com/own/frontend\nFROM scratch\nRUN --own=flag --mount=type=own true\n")]
    public void What_docker_or_a_newer_one_takes_is_none(string text) =>
        DockerfileLinter.Lint("Dockerfile", text).Findings.Should().NotContain(finding => finding.Rule.Code == "GDT5001");
}
