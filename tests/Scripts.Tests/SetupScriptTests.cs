using System.Text.RegularExpressions;
using GoDockerTasks.Errors;

namespace Scripts.Tests;

/// <summary>
/// What setup decides before it touches anything. The PATH of these tests holds no apt-get, so that it never can; the
/// installation itself is run by continuous integration on a fresh machine.
/// </summary>
public sealed partial class SetupScriptTests : IDisposable
{
    private readonly Sandbox sandbox = new();

    public SetupScriptTests()
    {
        sandbox.Write("sdk/sdk/10.0.100/dotnet.dll", "");
        sandbox.Sdk();
        File.Move(sandbox.In("bin/dotnet"), sandbox.In("sdk/dotnet"));
        File.CreateSymbolicLink(sandbox.In("bin/dotnet"), sandbox.In("sdk/dotnet"));
        sandbox.Program("git", "exit 0");
        sandbox.Program("docker-registry", "exit 0");
    }

    [TestCase("Image")]
    [TestCase("Test")]
    [TestCase("Demo")]
    public async Task It_is_quiet_when_an_engine_answers_and_nothing_is_missing(string target)
    {
        Docker("<26.1.5|compose buildx >");

        var run = await sandbox.SetupAsync($"--target={target}");

        run.Should().Be(new GoDockerTasks.Io.ProcessOutput(0, "", ""));
    }

    [Test]
    public async Task A_dry_run_says_that_nothing_is_missing()
    {
        Docker("<26.1.5|buildx >");

        (await sandbox.SetupAsync("--dryrun")).Output.Should().Be("--setup has nothing to do for Image: all that it needs is here.");
    }

    [TestCase("Lint")]
    [TestCase("diagnose")]
    [TestCase("Pack")]
    public async Task A_target_without_images_needs_no_engine(string target) =>
        (await sandbox.SetupAsync("--target", target)).ExitCode.Should().Be(0);

    [Test]
    public async Task A_repositorys_own_target_needs_one() =>
        (await sandbox.SetupAsync("--target=Deploy")).ExitCode.Should().Be(30);

    [Test]
    public async Task The_demo_needs_what_the_tests_need()
    {
        File.Delete(sandbox.In("bin/docker-registry"));

        (await sandbox.SetupAsync("--target=Demo")).ExitCode.Should().Be(30);
    }

    [Test]
    public async Task Where_there_is_no_apt_it_lists_what_to_install_and_why()
    {
        File.Delete(sandbox.In("bin/docker-registry"));

        var run = await sandbox.SetupAsync("--target=Test");

        run.ExitCode.Should().Be(30);
        run.Error.Should().ContainAll("GDT3092:", "docker.io docker-cli", "docker-buildx", "docker-registry", "tests push to a registry");
        run.Error.Should().NotContain("golang", "base images are assembled only where apt has the parts");
    }

    [Test]
    public async Task Only_the_tests_that_take_long_need_Go_libraries_and_a_base_system()
    {
        Docker("<26.1.5|buildx >");
        sandbox.Write("build/setup/libraries.txt", "golang-of-nobody-dev\n");

        var run = await sandbox.SetupAsync("--target=Test", "--all");

        run.ExitCode.Should().Be(30);
        run.Error.Should().Contain("(Go libraries, only downloaded)");
        (await sandbox.SetupAsync("--target=Test")).ExitCode.Should().Be(0);
    }

    [Test]
    public async Task An_SDK_of_another_version_is_missing()
    {
        Docker("<26.1.5|buildx >");
        sandbox.Write("global.json", """{ "sdk": { "version": "11.0.100" } }""");

        var run = await sandbox.SetupAsync();

        run.ExitCode.Should().Be(30);
        run.Error.Should().Contain("dotnet-sdk");
    }

    [Test]
    public async Task An_old_engine_that_answers_is_left_alone()
    {
        Docker("<20.10.24|buildx >");

        var run = await sandbox.SetupAsync();

        run.ExitCode.Should().Be(30);
        run.Error.Should().Contain("Docker 20.10.24; 23 or later is needed");
    }

    [Test]
    public async Task An_engine_elsewhere_that_is_silent_is_named()
    {
        Docker("<|buildx >", "tcp://build.example:2375");

        var run = await sandbox.SetupAsync();

        run.ExitCode.Should().Be(30);
        run.Error.Should().Contain("No Docker engine answers at tcp://build.example:2375");
    }

    [Test]
    public async Task An_engine_that_refuses_the_user_is_told_apart()
    {
        Docker("permission denied while trying to connect");

        var run = await sandbox.SetupAsync();

        run.ExitCode.Should().Be(30);
        run.Error.Should().Contain("usermod -aG docker");
    }

    [Test]
    public void Each_code_in_the_scripts_is_a_kind_with_the_same_exit_code()
    {
        string[] scripts = [Repository.File("build.sh"), .. Directory.GetFiles(Repository.File("build/setup"), "*.sh")];

        var failures = scripts.SelectMany(script => FailCall().Matches(File.ReadAllText(script))).ToList();

        failures.Should().HaveCountGreaterThan(10);
        foreach (var failure in failures)
        {
            ErrorKinds.All.Should().ContainSingle(kind => kind.Code == failure.Groups["code"].Value)
                .Which.ExitCode.Should().Be((ExitCode)int.Parse(failure.Groups["exit"].Value, null), failure.Value);
        }
    }

    public void Dispose() => sandbox.Dispose();

    /// <summary>Puts a docker client in PATH that says this of its engine.</summary>
    private void Docker(string info, string address = "unix:///var/run/docker.sock") => sandbox.Program("docker", $"""
        case $1 in
            info) echo '{info}' ;;
            context) echo '{address}' ;;
            *) exit 1 ;;
        esac
        """);

    [GeneratedRegex("""fail (?<exit>\d+) "(?<code>GDT\d{4}):""")]
    private static partial Regex FailCall();
}
