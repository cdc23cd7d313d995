using GoDockerTasks.Dockerfiles.Parsing;
using static GoDockerTasks.Tests.Dockerfiles.Rewriting;

namespace GoDockerTasks.Tests.Dockerfiles;

[TestFixture]
public sealed class SyntaxLineTests
{
    [TestCase("# syntax=docker/dockerfile:1\nFROM golang\nRUN go build\n")]
    [TestCase("# syntax = docker.io/docker/dockerfile:1.4-labs\n\nFROM golang\nCOPY <<A /a\nA\nRUN go build\n")]
    [TestCase("#syntax=docker/dockerfile:1\r\n# escape=`\r\nFROM golang\r\nRUN go `\r\n build\r\n")]
    public void A_frontend_is_not_pulled_where_the_builders_own_will_do(string text)
    {
        var plan = Of(text);
        var rewritten = Dockerfile.Parse(plan.Text);

        plan.Frontend.Should().BeNull();
        rewritten.Directives.Should().NotContain(directive => directive.Name == ParserDirective.Syntax);
        rewritten.Escape.Should().Be(Dockerfile.Parse(text).Escape);
        plan.Text.Split('\n').Should().HaveCount(text.Split('\n').Length);
        plan.Changes.Select(change => change.Line).Should().Contain(1);
    }

    [Test]
    public void A_frontend_that_is_needed_comes_from_the_mirror()
    {
        var plan = Of("# syntax=docker/dockerfile:1\nFROM golang\nCOPY --exclude=x . .\nRUN go build\n", input => input with
        {
            Network = input.Network with { RegistryMirrors = new Dictionary<string, IReadOnlyList<string>> { ["docker.io"] = ["mirror.example/hub"] } },
        });

        plan.Text.Should().StartWith("# syntax=mirror.example/hub/docker/dockerfile:1\n");
        plan.Frontend.Should().Be("mirror.example/hub/docker/dockerfile:1");
    }

    [TestCase("# syntax=docker/dockerfile:1\nFROM golang\nCOPY --parents a b /\n")]
    [TestCase("# syntax=docker/dockerfile:1@sha256:00\nFROM golang\n")]
    public void A_frontend_that_has_to_stay_is_said(string text)
    {
        var plan = Of(text);

        plan.Text.Should().Be(text);
        plan.Frontend.Should().StartWith("docker/dockerfile:1");
        plan.LeftAlone.Should().ContainSingle().Which.Line.Should().Be(1);
    }

    [Test]
    public void A_file_in_another_language_is_left_alone()
    {
        const string Text = "# syntax=example.com/other/frontend\nFROM golang\nCOPY . .\nRUN go build\n";
        var plan = Of(Text);

        plan.Text.Should().Be(Text);
        plan.LeftAlone.Should().ContainSingle().Which.Text.Should().Contain("example.com/other/frontend");
    }

    [TestCase("RUN --mount=type=secret,id=x,env=X true", "1.10")]
    [TestCase("COPY --link a b", "1.4")]
    [TestCase("ENV A=${B#x}", "1.7")]
    [TestCase("RUN echo ${B#x}", "1.2")]
    [TestCase("ADD --checksum=sha256:0 http://x/y /", "1.6")]
    public void What_a_line_needs_is_known(string line, string version)
    {
        var plan = Of($"# syntax=docker/dockerfile:1\nFROM x\n{line}\n", input => input with { BuiltInSyntax = Version.Parse(version) });

        plan.Frontend.Should().BeNull();
        Of($"# syntax=docker/dockerfile:1\nFROM x\n{line}\n", input => input with { BuiltInSyntax = new(1, Version.Parse(version).Minor - 1) })
            .Frontend.Should().NotBeNull();
    }

    [TestCase("26.1.5+dfsg1", "1.7")]
    [TestCase("23.0.0", "1.4")]
    [TestCase("20.10.24", "1.4")]
    [TestCase("99.1", "1.19")]
    [TestCase("", "1.4")]
    public void An_engine_knows_its_syntax(string engine, string syntax) =>
        GoDockerTasks.Dockerfiles.BuiltInSyntax.Of(engine).Should().Be(Version.Parse(syntax));
}
