using static GoDockerTasks.Tests.Dockerfiles.Rewriting;

namespace GoDockerTasks.Tests.Dockerfiles;

/// <summary>A Go that hands over to another one passes nothing on: both read only the environment and the user's file.</summary>
[TestFixture]
public sealed class SwitchedToolchainTests
{
    [TestCase("ENV GOTOOLCHAIN=auto\nRUN go build", "/root/.config/go/env")]
    [TestCase("ENV GOTOOLCHAIN=go1.25.0+auto HOME=/h\nUSER 1000\nRUN go build", "/h/.config/go/env")]
    [TestCase("RUN GOTOOLCHAIN=auto go build", "/root/.config/go/env")]
    [TestCase("ENV GOTOOLCHAIN=auto\nRUN GOTOOLCHAIN=local go build", "/usr/local/go/go.env")]
    [TestCase("ENV GOTOOLCHAIN=local\nRUN go build", "/usr/local/go/go.env")]
    [TestCase("ENV GOTOOLCHAIN=\nRUN go build", "/usr/local/go/go.env")]
    [TestCase("RUN go build", "/usr/local/go/go.env")]
    public void The_settings_are_where_both_read_them(string lines, string place) =>
        Of($"FROM golang:1.24\nCOPY . .\n{lines}\n").Text.Should().Contain($"target={place},");

    [Test]
    public void They_are_the_users_file_which_says_nothing_but_what_is_ours() =>
        Of("FROM golang:1.24\nCOPY . .\nENV GOTOOLCHAIN=auto\nRUN go build\n").Secrets.Should().ContainSingle()
            .Which.Value.Should().Contain("GOPROXY=file:///run/godocker/modules,").And.NotContain("GOTOOLCHAIN");

    [TestCase("ENV GOTOOLCHAIN=auto", "which go.sum does not name; from a base image that has the Go of go.mod it needs none")]
    [TestCase("ENV GOTOOLCHAIN=auto\nRUN go env -w GOFLAGS=-trimpath", "does not read the settings of this build")]
    [TestCase("ENV GOTOOLCHAIN=auto\nUSER app", "does not read the settings of this build")]
    public void The_log_says_what_is_not_from_the_snapshot_and_the_way_out(string lines, string says)
    {
        var text = $"FROM golang:1.24\nCOPY . .\n{lines}\nRUN go build\n";

        Of(text).NotHermetic.Should().Contain(note => note.Line == text.Count(letter => letter == '\n') && note.Text.Contains(says));
    }
}
