using System.Formats.Tar;
using GoDockerTasks.Errors;
using GoDockerTasks.Images;
using GoDockerTasks.Tests.Images.Fakes;

namespace GoDockerTasks.Tests.Images;

public sealed class LocalToolchainTests : IDisposable
{
    private readonly MachineFiles _machine = new();
    private readonly StubProcesses _processes = new();

    public void Dispose() => _machine.Dispose();

    private LocalToolchain Toolchain => new(_processes, _machine.Sources);

    private HomeMadeBase Plan(string from) => Toolchain.Plan(new(from, 3, RunsGo: true));

    private void Everything() => _machine.WithGo("1.24.4").WithBusyBox().WithCertificates().WithZones();

    [TestCase("golang:1.24")]
    [TestCase("golang:1.24.4")]
    [TestCase("golang:1.24-alpine3.20")]
    [TestCase("golang:1.24.4-bookworm")]
    [TestCase("golang:1")]
    [TestCase("golang")]
    [TestCase("golang:alpine")]
    [TestCase("mirror.example.com/library/golang:1.24")]
    public void A_golang_image_of_the_installed_version_can_be_assembled(string from)
    {
        Everything();

        Plan(from).Reference.Should().MatchRegex("^godocker\\.local/golang:1\\.24\\.4-[0-9a-f]{12}$");
    }

    [TestCase("golang:1.23")]
    [TestCase("golang:1.24.5-alpine")]
    [TestCase("golang:1.2")]
    [TestCase("golang:1.25rc1")]
    public void Another_version_is_an_error_that_names_both(string from)
    {
        Everything();

        var error = Refused(from, ErrorKinds.GoVersionDoesNotFit);

        error.Detail.Should().ContainAll(from, "Go 1.24.4");
    }

    [Test]
    public void The_version_that_fits_is_taken_and_else_the_newest()
    {
        _machine.WithGo("1.9.1").WithGo("1.24.4").WithGo("1.23.12").WithBusyBox().WithCertificates();

        Plan("golang:1.23").Reference.Should().Contain(":1.23.12-");
        Plan("golang:latest").Reference.Should().Contain(":1.24.4-");
    }

    [Test]
    public void What_is_missing_is_said_with_its_package()
    {
        Refused("golang:1.24", ErrorKinds.ToolchainIncomplete).Detail.Should().Contain("apt-get install golang-1.24-go");
        _machine.WithGo("1.24.4").WithBusyBox(isStatic: false);
        Refused("golang:1.24", ErrorKinds.ToolchainIncomplete).Detail.Should().Contain("apt-get install busybox-static");
        _machine.WithBusyBox();
        Refused("golang:1.24", ErrorKinds.ToolchainIncomplete).Detail.Should().Contain("apt-get install ca-certificates");
        _machine.WithCertificates();
        Refused("gcr.io/distroless/static", ErrorKinds.ToolchainIncomplete).Detail.Should().Contain("apt-get install tzdata");
    }

    [TestCase("alpine:3.20")]
    [TestCase("gcr.io/distroless/base-debian12")]
    [TestCase("gcr.io/distroless/static:debug")]
    [TestCase("golang:1.24-nanoserver")]
    public void Nothing_stands_in_for_other_images(string from)
    {
        Everything();

        Refused(from, ErrorKinds.BaseNotAssembled).Detail.Should().Contain(from);
    }

    [TestCase("gcr.io/distroless/static", "static:root-", "USER 0")]
    [TestCase("gcr.io/distroless/static-debian12:nonroot", "static:nonroot-", "USER 65532")]
    [TestCase("mirror.example.com/distroless/static-debian13:nonroot-amd64", "static:nonroot-", "USER 65532")]
    public void Distroless_static_is_assembled_with_its_user(string from, string name, string user)
    {
        Everything();

        Plan(from).Should().Match<HomeMadeBase>(plan => plan.Reference.Contains(name) && plan.Instructions.Contains(user));
    }

    [Test]
    public void The_reference_changes_with_what_the_image_is_made_of()
    {
        Everything();
        var before = Plan("golang").Reference;

        Plan("golang").Reference.Should().Be(before);
        _machine.Write("ca.crt", "another");
        Plan("golang").Reference.Should().NotBe(before);
    }

    [Test]
    public async Task The_image_has_a_whole_Go_and_nothing_that_a_build_does_not_need()
    {
        Everything();
        List<(string Name, TarEntryType Type, UnixFileMode Mode, int Owner)> entries = [];
        byte[] archive = [];
        _processes.Answer($"{_machine.At("busybox")} --list", "busybox\nsh\nls\n").Answer("docker buildx build", spec =>
        {
            archive = File.ReadAllBytes(Path.Combine(spec.Arguments[^1], "rootfs.tar"));
            return new(0, "", "");
        });

        await Toolchain.AssembleAsync(Plan("golang"), default);
        var first = archive;
        await Toolchain.AssembleAsync(Plan("golang"), default);

        archive.Should().Equal(first, "the same files make the same image");
        using var reader = new TarReader(new MemoryStream(archive));
        while (await reader.GetNextEntryAsync() is { } entry)
        {
            entry.ModificationTime.Should().Be(DateTimeOffset.UnixEpoch);
            entries.Add((entry.Name.TrimEnd('/'), entry.EntryType, entry.Mode, entry.Uid));
        }

        var executable = RootFileSystem.FolderMode;
        entries.Should().Contain(("usr/local/go/bin/go", TarEntryType.RegularFile, executable, 0))
            .And.Contain(entry => entry.Name == "bin/sh" && entry.Type == TarEntryType.SymbolicLink)
            .And.Contain(("tmp", TarEntryType.Directory, RootFileSystem.SharedMode, 0))
            .And.Contain(("home/nonroot", TarEntryType.Directory, RootFileSystem.FolderMode, CommonFiles.NonRoot));
        entries.Select(entry => entry.Name).Where(name => name.StartsWith("usr/local/go/")).Should().Equal(
            "usr/local/go/VERSION", "usr/local/go/bin", "usr/local/go/bin/go", "usr/local/go/go.env", "usr/local/go/src",
            "usr/local/go/src/runtime", "usr/local/go/src/runtime/proc.go");
    }

    [Test]
    public async Task A_failure_to_build_it_shows_what_docker_said()
    {
        Everything();
        _processes.Answer("docker buildx build", error: "ERROR: no space left on device", exitCode: 1);
        var act = () => Toolchain.AssembleAsync(Plan("gcr.io/distroless/static"), default);

        (await act.Should().ThrowAsync<GoDockerException>()).Which.Should().Match<GoDockerException>(e =>
            e.Kind == ErrorKinds.AssemblyFailed && e.Detail.Contains("no space left"));
    }

    private GoDockerException Refused(string from, ErrorKind kind)
    {
        var error = this.Invoking(_ => Plan(from)).Should().Throw<GoDockerException>().Which;
        error.Kind.Should().Be(kind);

        return error;
    }
}
