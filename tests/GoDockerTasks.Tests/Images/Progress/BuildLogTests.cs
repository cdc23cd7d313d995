using System.Text;
using GoDockerTasks.Images;
using GoDockerTasks.Reporting;
using GoDockerTasks.Tests.Images.Fakes;

namespace GoDockerTasks.Tests.Images;

public sealed class BuildLogTests
{
    private const string Original = "FROM golang\nRUN --mount=type=tmpfs,target=/t go build\n";

    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly StringWriter _file = new() { NewLine = "\n" };
    private readonly MemoryLog _log = new();
    private readonly BuildLog _build;

    public BuildLogTests() => _build = new(_file, _log, new Redactor(["topsecret"]), Original);

    [Test]
    public void A_step_reads_as_in_the_plain_progress()
    {
        Begin("v", "[build 2/3] RUN --mount=type=tmpfs,target=/t --mount=type=cache,id=ours go build");
        Print("v", 0.5, "downloading a");
        Print("v", 1.25, "\nhalf a line");
        Print("v", 2, " and the rest\nover\rwritten\r\nlast");
        End("v", 7.04);

        _file.ToString().Should().Be(
            """
            #1 [build 2/3] RUN --mount=type=tmpfs,target=/t go build
            #1 1.250 downloading a
            #1 2.000 half a line and the rest
            #1 2.000 written
            #1 last
            #1 DONE 7.0s

            """);
        _log.Output.Should().HaveCount(6);
        _build.Steps.Should().ContainSingle().Which.Should().Match<BuildStep>(step =>
            step.IsInstruction && !step.Cached && step.Duration == TimeSpan.FromSeconds(7.04) && step.Error == null);
    }

    [Test]
    public void Output_that_is_cut_within_a_letter_is_put_together()
    {
        var bytes = Encoding.UTF8.GetBytes("grüße\n");
        Begin("v", "[1/1] RUN x");
        _build.Take(new SolveStatus { Logs = [new() { Vertex = "v", Data = bytes[..3], Timestamp = Start }] });
        _build.Take(new SolveStatus { Logs = [new() { Vertex = "v", Data = bytes[3..], Timestamp = Start }] });

        _log.Output.Should().EndWith("#1 0.000 grüße");
    }

    [Test]
    public void The_two_streams_of_a_step_do_not_run_into_each_other()
    {
        Begin("v", "[1/1] RUN x");
        Print("v", 0, "out", stream: 1);
        Print("v", 0, "err", stream: 2);
        End("v", 1);

        _log.Output.Should().ContainInOrder("#1 out", "#1 err");
    }

    [Test]
    public void Secrets_are_in_neither_log()
    {
        Begin("v", "[1/1] RUN curl -u me:topsecret");
        Print("v", 0, "token topsecret\n");
        End("v", 1, "exit topsecret");
        _build.Take("ERROR: topsecret");

        _file.ToString().Should().NotContain("topsecret").And.Contain("token ***");
        _log.Messages.Should().NotContain(message => message.Text.Contains("topsecret"));
        _build.Steps.Should().NotContain(step => $"{step}".Contains("topsecret"));
    }

    [Test]
    public void Cached_cancelled_and_failed_steps_are_told_apart()
    {
        Begin("a", "[1/3] COPY . .");
        _build.Take(new SolveStatus { Vertexes = [new() { Digest = "a", Started = Start, Completed = Start, Cached = true }] });
        Begin("b", "[2/3] RUN b");
        End("b", 1, "exit code: 1");
        Begin("c", "[3/3] RUN c");
        End("c", 1, "process did not complete: context canceled");

        _file.ToString().Should().Contain("#1 CACHED\n").And.Contain("#2 ERROR: exit code: 1\n").And.Contain("#3 CANCELED\n");
    }

    [Test]
    public void BuildKits_own_business_goes_into_the_file_and_only_as_a_detail_to_the_reader()
    {
        Begin("v", "[internal] load build context");
        End("v", 0);
        _build.Take(new SolveStatus
        {
            Statuses = [new() { Id = "transferring context:", Vertex = "v", Current = 1_234_567, Completed = Start }],
        });
        End("v", 1);

        _file.ToString().Should().Be("#1 [internal] load build context\n#1 transferring context: 1.23MB done\n#1 DONE 1.0s\n");
        _log.Messages.Should().HaveCount(3).And.OnlyContain(message => message.Kind == MessageKind.Detail);
    }

    [Test]
    public void Warnings_of_BuildKit_are_warnings_with_their_line()
    {
        _build.Take(new SolveStatus
        {
            Warnings = [new() { Short = Encoding.UTF8.GetBytes("casing"), Line = 3 }],
        });

        _log.Messages.Should().ContainSingle().Which.Should().Be(new RunMessage(MessageKind.Warning, "casing", Line: 3));
    }

    [Test]
    public void The_plain_form_of_an_older_buildx_gives_the_same_steps()
    {
        foreach (var line in new[]
                 {
                     "#0 building with \"default\" instance using docker driver", "", "#1 [internal] load .dockerignore", "#1 DONE 0.0s",
                     "#2 [1/3] FROM docker.io/library/golang", "#2 CACHED", "#3 [2/3] COPY . .", "#3 CACHED",
                     "#4 [3/3] RUN --mount=type=cache,id=ours go build", "#4 0.1 text", "#4 ERROR: exit code: 1",
                 })
        {
            _build.Take(line);
        }

        _build.Steps.Where(step => step.IsInstruction).Select(step => (step.Name, step.Cached, step.Error)).Should().Equal(
            ("[2/3] COPY . .", true, null), ("[3/3] RUN go build", false, "exit code: 1"));
        _file.ToString().Should().Contain("#4 [3/3] RUN go build\n");
    }

    private void Begin(string digest, string name) =>
        _build.Take(new SolveStatus { Vertexes = [new() { Digest = digest, Name = name, Started = Start }] });

    private void Print(string digest, double second, string text, int stream = 1) => _build.Take(new SolveStatus
    {
        Logs = [new() { Vertex = digest, Stream = stream, Data = Encoding.UTF8.GetBytes(text), Timestamp = Start.AddSeconds(second) }],
    });

    private void End(string digest, double second, string? error = null) => _build.Take(new SolveStatus
    {
        Vertexes = [new() { Digest = digest, Started = Start, Completed = Start.AddSeconds(second), Error = error }],
    });
}
