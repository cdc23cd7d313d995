using GoDockerTasks.Network;
using static GoDockerTasks.Tests.Dockerfiles.Rewriting;

namespace GoDockerTasks.Tests.Dockerfiles;

[TestFixture]
public sealed class NeutraliserTests
{
    private const string Final = "FROM scratch\nCOPY --from=build /app /app\n";

    [TestCase("ENV GOPROXY=https://goproxy.example,direct", "ENV GOPROXY=")]
    [TestCase("ENV GOPROXY https://goproxy.example,direct", "ENV GOPROXY=")]
    [TestCase("ENV A=1 GOPROXY=\"https://x\" B=2", "ENV A=1 GOPROXY= B=2")]
    [TestCase("ARG GOPROXY=https://goproxy.example", "ARG GODOCKER_UNUSED_GOPROXY")]
    [TestCase("ENV GONOPROXY=*.corp.example", "ENV GONOPROXY=")]
    [TestCase("RUN go env -w GOPROXY=https://goproxy.example,direct", "RUN go env  GOPROXY")]
    [TestCase("RUN go env -w GO111MODULE=on GOPROXY=https://goproxy.example,direct", "RUN go env -w GO111MODULE=on ")]
    public void What_beats_the_settings_is_taken_away_in_a_stage_that_is_not_in_the_image(string line, string becomes)
    {
        var plan = Of($"FROM golang:1.24 AS build\n{line}\nCOPY . .\nRUN go build -o /app\n{Final}");

        plan.Text.Split('\n')[1].Should().Be(becomes);
        plan.Text.Split('\n')[3].Should().Contain("--mount=type=bind");
        plan.LeftAlone.Should().BeEmpty();
    }

    [TestCase("GOPROXY=https://x.example go build -o /app", "GOPROXY= go build -o /app")]
    [TestCase("export GOPROXY='https://x.example,direct' && go build -o /app", "export GOPROXY= && go build -o /app")]
    [TestCase("env GOPROXY=https://x.example CGO_ENABLED=0 go build", "env GOPROXY= CGO_ENABLED=0 go build")]
    [TestCase("go env -w GOPROXY=https://x.example && go build", "go env  GOPROXY && go build")]
    public void What_the_command_itself_sets_is_taken_away_too(string command, string becomes)
    {
        var plan = Of($"FROM golang:1.24 AS build\nCOPY . .\nRUN {command}\n{Final}");

        plan.Text.Split('\n')[2].Should().EndWith(becomes);
        plan.LeftAlone.Should().BeEmpty();
    }

    [Test]
    public void A_heredoc_is_changed_where_it_stands()
    {
        var plan = Of($"FROM golang:1.24 AS build\nCOPY . .\nRUN <<EOF\nset -e\nexport GOPROXY=https://x.example\ngo build\nEOF\n{Final}");

        plan.Text.Split('\n')[4].Should().Be("export GOPROXY=");
        plan.Changes.Select(change => change.Line).Should().Equal(3, 5);
    }

    [TestCase("RUN sh -c 'GOPROXY=https://x.example go build'")]
    [TestCase("RUN [\"env\", \"GOPROXY=https://x.example\", \"go\", \"build\"]")]
    [TestCase("RUN GOPROXY=https://x.example,\\\nhttps://y.example go build")]
    public void What_cannot_be_reached_stays_and_the_step_runs_online(string run)
    {
        var plan = Of($"FROM golang:1.24 AS build\nCOPY . .\n{run}\n{Final}");

        plan.SnapshotContext.Should().BeNull();
        plan.NotHermetic.Should().ContainSingle().Which.Line.Should().Be(3);
    }

    [TestCase("ENV GOPROXY=https://goproxy.example")]
    [TestCase("ARG GOPROXY=https://goproxy.example")]
    [TestCase("RUN go env -w GOPROXY=https://goproxy.example")]
    public void In_a_stage_that_is_in_the_image_it_stays_and_the_step_runs_online(string line)
    {
        var text = $"FROM golang:1.24\n{line}\nCOPY . .\nRUN go build -o /app\n";
        var plan = Of(text);

        WithoutMounts(plan.Text).Should().Be(text);
        plan.SnapshotContext.Should().BeNull();
        plan.Text.Should().Contain("target=/run/godocker/go-build");
        plan.NotHermetic.Should().ContainSingle().Which.Text.Should().Contain("line 2");
    }

    [TestCase("ENV CGO_ENABLED=0", "ENV CGO_ENABLED=0 GOPROXY=")]
    [TestCase("", "ENV GOPROXY=")]
    [TestCase("# build", "ENV GOPROXY=")]
    public void A_variable_of_the_base_image_is_overridden_where_there_is_room(string line, string becomes)
    {
        var plan = Of($"FROM corp/golang AS build\n{line}\nCOPY . .\nRUN go build -o /app\n{Final}", input => input with
        {
            Stages = Base("corp/golang", ("PATH", "/usr/local/go/bin:/bin"), ("GOPROXY", "https://corp.example")),
        });

        plan.Text.Split('\n')[1].Should().Be(becomes);
        plan.LeftAlone.Should().BeEmpty();
    }

    [Test]
    public void A_variable_of_the_base_image_stays_where_there_is_no_room()
    {
        var plan = Of($"FROM corp/golang AS build\nCOPY . .\nRUN go build -o /app\n{Final}", input => input with
        {
            Stages = Base("corp/golang", ("PATH", "/usr/local/go/bin:/bin"), ("GOPROXY", "https://corp.example")),
        });

        plan.SnapshotContext.Should().BeNull();
        plan.NotHermetic.Should().ContainSingle().Which.Text.Should().Contain("GOPROXY in the base image");
    }

    [Test]
    public void Nothing_is_taken_away_where_it_is_only_likely_that_the_settings_are_read()
    {
        var plan = Of($"FROM alpine AS build\nENV GOPROXY=https://goproxy.example\nCOPY . .\nRUN apk add go && go build -o /app\n{Final}");

        plan.Text.Should().Contain("ENV GOPROXY=https://goproxy.example\n");
        plan.NotHermetic.Should().ContainSingle().Which.Line.Should().Be(4);
    }

    [Test]
    public void A_go_that_knows_no_settings_file_is_left_alone()
    {
        var text = $"FROM golang:1.12 AS build\nENV GOPROXY=https://goproxy.example\nCOPY . .\nRUN go build -o /app\n{Final}";

        Of(text).Text.Should().Be(text);
    }

    [TestCase("ENV GOPROXY=off")]
    [TestCase("ENV GOPROXY=file:///proxy")]
    public void A_way_of_the_users_own_to_build_offline_stays(string line)
    {
        var plan = Of($"FROM golang:1.24 AS build\n{line}\nCOPY . .\nRUN go build -o /app\n{Final}");

        plan.Text.Should().Contain($"{line}\n");
        plan.SnapshotContext.Should().BeNull();
    }

    [Test]
    public void Rules_for_private_modules_in_the_image_stay_and_public_ones_come_from_the_snapshot()
    {
        var plan = Of("FROM golang:1.24\nENV GONOPROXY=corp.example\nCOPY . .\nRUN go build -o /app\n");

        plan.SnapshotContext.Should().NotBeNull();
        plan.Secrets.Should().ContainSingle().Which.Value.Should().Contain($"GOPROXY=file:///run/godocker/modules,{Chain}\n").And.NotContain("GONOPROXY");
        plan.NotHermetic.Should().ContainSingle().Which.Line.Should().Be(4);
    }

    [Test]
    public void Patterns_for_private_modules_stay_and_nothing_public_is_behind_the_snapshot()
    {
        var plan = Of($"FROM golang:1.24 AS build\nENV GOPRIVATE=corp.example\nCOPY . .\nRUN go build -o /app\n{Final}");

        plan.Text.Should().Contain("ENV GOPRIVATE=corp.example\n");
        plan.Secrets.Should().ContainSingle().Which.Value.Should().Contain("GOPROXY=file:///run/godocker/modules,direct\n")
            .And.Contain("GONOPROXY=none\n");
    }

    [TestCase(true, "direct")]
    [TestCase(false, "off")]
    public void A_private_module_that_the_snapshot_lacks_may_come_from_version_control_whatever_the_list_says(bool lacks, string end)
    {
        var plan = Of($"FROM golang:1.24 AS build\nCOPY . .\nRUN go build -o /app\n{Final}", input => input with
        {
            Network = new() { GoProxy = ProxyChain.Parse("https://proxy.example"), GoPrivate = "corp.example" },
            LacksPrivate = lacks,
        });

        plan.Secrets.Should().ContainSingle().Which.Value.Should().Contain($"GOPROXY=file:///run/godocker/modules,{end}\n");
    }

    [Test]
    public void A_step_that_looks_up_versions_keeps_the_rules_for_private_modules()
    {
        var plan = Of($"FROM golang:1.24 AS build\nCOPY . .\nRUN go mod tidy\n{Final}", input => input with
        {
            Network = input.Network with { GoPrivate = "corp.example" },
        });

        plan.Secrets.Should().ContainSingle().Which.Value.Should().Contain($"GOPROXY=file:///run/godocker/modules,{Chain}\n")
            .And.Contain("GOPRIVATE=corp.example\n").And.NotContain("GONOPROXY");
    }
}
