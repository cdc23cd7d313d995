using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Errors;

namespace GoDockerTasks.Tests.Dockerfiles;

[TestFixture]
public sealed class DockerfileTests
{
    [TestCase("FROM scratch")]
    [TestCase("FROM scratch\n")]
    [TestCase("\uFEFFFROM scratch\r\nRUN a \\\r\n # comment\r\n\r\n b\r\n")]
    [TestCase("# syntax=docker/dockerfile:1\n# escape=`\n\nFROM x\nRUN a `\n  b\n")]
    [TestCase("FROM x\nCOPY <<A <<-'B' /d/\none\nA\n\ttwo\n\tB\nRUN <<EOF\nmake\nEOF\n   \n")]
    [TestCase("FROM x\nRUN a \\")]
    [TestCase("\\\n\nFROM x\n")]
    public void Printing_an_unchanged_file_gives_the_same_text(string text) =>
        Dockerfile.Read(text).ToString().Should().Be(text);

    [Test]
    public void Every_instruction_knows_its_lines()
    {
        var dockerfile = Dockerfile.Parse("# c\nFROM a\n\nRUN one \\\n  # between\n\n  two\nCOPY <<E /x\nt\nE\nUSER x\n");

        dockerfile.Instructions.Select(i => (i.Keyword, i.Line, i.EndLine))
            .Should().Equal(("FROM", 2, 2), ("RUN", 4, 7), ("COPY", 8, 10), ("USER", 11, 11));
        dockerfile.Instructions[1].Arguments.Should().Be("one   two");
    }

    [Test]
    public void Directives_count_only_at_the_top()
    {
        Dockerfile.Parse("# syntax=a\n# ESCAPE = `\n# check=skip=all\nFROM x\n").Directives
            .Select(d => (d.Name, d.Value)).Should().Equal(("syntax", "a"), ("escape", "`"), ("check", "skip=all"));
        Dockerfile.Parse("# a comment\n# syntax=a\nFROM x\n").Directives.Should().BeEmpty();
        Dockerfile.Parse("\n# syntax=a\nFROM x\n").Directives.Should().BeEmpty();
        Dockerfile.Parse("# other=1\n# syntax=a\nFROM x\n").Directives.Should().BeEmpty();
    }

    [Test]
    public void An_escaped_escape_character_does_not_continue_a_line() =>
        Dockerfile.Read("FROM x\nRUN a \\\\\nUSER b\n").Instructions.Should().HaveCount(3);

    [Test]
    public void Flags_json_and_shell_form_are_told_apart()
    {
        var dockerfile = Dockerfile.Parse("""
            FROM --platform=$BUILDPLATFORM golang:1.24 AS Build
            RUN --mount=type=cache,target=/x --network=none ["go", "build"]
            RUN [ -f go.mod ] && go build
            COPY --from=build --link --chown="1:1" a b /c/
            """);

        var from = (FromInstruction)dockerfile.Instructions[0];
        (from.Image, from.Alias, from.Platform).Should().Be(("golang:1.24", "Build", "$BUILDPLATFORM"));
        var run = (RunInstruction)dockerfile.Instructions[1];
        run.Json.Should().Equal("go", "build");
        run.Mounts.Should().ContainSingle().Which.Target.Should().Be("/x");
        dockerfile.Instructions[2].Json.Should().BeNull();
        var copy = (CopyInstruction)dockerfile.Instructions[3];
        (copy.From, copy.Destination, copy.Flag("chown")).Should().Be(("build", "/c/", "1:1"));
        copy.Sources.Should().Equal("a", "b");
    }

    [Test]
    public void Heredocs_are_read_with_their_quotes_and_tabs()
    {
        var heredocs = Dockerfile.Parse("FROM x\nCOPY <<one <<-'two' 3<<three /d/\n$a\none\n\tb\n\ttwo\nthree\n").Instructions[1].Heredocs;

        heredocs.Select(h => (h.Name, h.Expands, h.StripsTabs, h.FileDescriptor, h.Content, h.Line)).Should().Equal(
            ("one", true, false, 0, "$a\n", 3), ("two", false, true, 0, "\tb\n", 5), ("three", true, false, 3, "", 7));
    }

    [TestCase("RUN \"<<EOF\"")]
    [TestCase("RUN echo x<<EOF")]
    [TestCase("RUN cat <<<EOF")]
    [TestCase("RUN [\"<<EOF\"]")]
    [TestCase("USER <<EOF")]
    public void What_only_looks_like_a_heredoc_is_none(string line) =>
        Dockerfile.Read($"FROM x\n{line}\n").Instructions[1].Heredocs.Should().BeEmpty();

    [Test]
    public void Assignments_are_read_in_both_forms()
    {
        var dockerfile = Dockerfile.Parse("FROM x\nENV a=1 b=\"2 3\" c=4\\ 5\nENV d the rest\nARG e f=6\nLABEL \"g h\"=7\n");

        dockerfile.Instructions.OfType<AssignmentInstruction>().SelectMany(i => i.Assignments).Select(a => (a.Name, a.Value))
            .Should().Equal(("a", "1"), ("b", "\"2 3\""), ("c", "4\\ 5"), ("d", "the rest"), ("e", null), ("f", "6"), ("\"g h\"", "7"));
    }

    [Test]
    public void Onbuild_holds_an_instruction() =>
        Dockerfile.Parse("FROM x\nONBUILD RUN --mount=type=ssh go build\n").Instructions[1]
            .Should().BeOfType<OnBuildInstruction>().Which.Trigger.Should().BeOfType<RunInstruction>().Which.Mounts.Should().HaveCount(1);

    [TestCase("", 1, "no instruction")]
    [TestCase("# only a comment\n", 1, "no instruction")]
    [TestCase("ARG a=b\nARG c\n", 2, "no FROM")]
    [TestCase("RUN x\n", 1, "before the first FROM")]
    [TestCase("FROM\n", 1, "at least one argument")]
    [TestCase("FROM a b\n", 1, "AS and a name")]
    [TestCase("FROM a AS 1b\n", 1, "not a stage name")]
    [TestCase("FROM a\nRUNN b\n", 2, "'RUNN' is not an instruction")]
    [TestCase("FROM a\nENV b\n", 2, "name=value")]
    [TestCase("FROM a\nENV b=1 c\n", 2, "'c' is not of the form name=value")]
    [TestCase("FROM a\nCOPY b\n", 2, "source and a destination")]
    [TestCase("FROM a\nRUN <<EOF\n", 2, "heredoc 'EOF' does not end")]
    [TestCase("FROM a\nCMD [\"a\", [\"b\"]]\n", 2, "strings only")]
    [TestCase("FROM a\nSHELL bash\n", 2, "JSON array")]
    [TestCase("FROM a\nONBUILD ONBUILD RUN x\n", 2, "ONBUILD")]
    [TestCase("# escape=x\nFROM a\n", 1, "it takes \\ or `")]
    [TestCase("# syntax=a\n# syntax=b\nFROM a\n", 2, "twice")]
    public void A_fault_is_named_with_its_line_and_what_is_accepted(string text, int line, string says)
    {
        Dockerfile.Read(text).Problems.Should().ContainSingle().Which.Should().Match<ParseProblem>(
            problem => problem.Line == line && problem.Text.Contains(says));
        FluentActions.Invoking(() => Dockerfile.Parse(text, "web/Dockerfile"))
            .Should().Throw<GoDockerException>().WithMessage($"GDT2100*web/Dockerfile*line {line}:*")
            .Which.Failure.Should().Be("dockerfile-parse");
    }

    [Test]
    public void All_faults_are_named_at_once() =>
        Dockerfile.Read("FROM a b\nFOO\nENV x\n").Problems.Select(problem => problem.Line).Should().Equal(1, 2, 3);
}
