using GoDockerTasks.Io;
using GoDockerTasks.Settings;
using GoDockerTasks.TestSupport;

namespace GoDockerTasks.Tests.Settings;

[TestFixture]
public sealed class GoEnvFilesTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void The_environment_beats_the_users_file_which_beats_the_installations()
    {
        Write("config/go/env", "GOPROXY=https://user.example\nGOPRIVATE=corp.example\n");
        Write("goroot/go.env", "GOPROXY=https://installation.example\nGOSUMDB=sum.golang.google.cn\n");

        var settings = Read(("GOPRIVATE", "environment.example"));

        settings.GoProxy.Should().Be("https://user.example");
        settings.GoPrivate.Should().Be("environment.example");
        settings.GoSumDb.Should().Be("sum.golang.google.cn");
        settings.Origins["GoProxy"].Should().Be(_folder.File("config/go/env"));
        settings.Origins["GoPrivate"].Should().Be("GOPRIVATE");
    }

    [Test]
    public void The_users_file_beats_the_repos_configuration_which_beats_the_installations_file()
    {
        Write("goroot/go.env", "GOPROXY=https://installation.example\n");
        Read().GoProxy.Should().Be("https://installation.example");
        Read(configured: "https://repo.example").GoProxy.Should().Be("https://repo.example");

        Write("config/go/env", "GOPROXY=https://user.example\n");
        Read(configured: "https://repo.example").GoProxy.Should().Be("https://user.example");
    }

    [Test]
    public void What_every_Go_brings_along_was_set_by_nobody()
    {
        Write("goroot/go.env", "# Values set by 'go env -w' override these.\nGOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\n");

        Read().GoProxy.Should().BeNull();
        Read().Origins.Should().BeEmpty();
    }

    [Test]
    public void GOENV_names_another_file_or_none()
    {
        Write("config/go/env", "GOPROXY=https://user.example\n");
        Write("other", "not a variable\ngoproxy=https://lower.example\nGOPROXY=https://other.example\n");

        Read(("GOENV", _folder.File("other"))).GoProxy.Should().Be("https://other.example");
        Read(("GOENV", "off")).GoProxy.Should().BeNull();
        Read(("GOENV", _folder.File("nowhere"))).GoProxy.Should().BeNull();
    }

    [Test]
    public void An_empty_value_is_not_set()
    {
        Write("config/go/env", "GOPROXY=\n");
        Write("goroot/go.env", "GOPROXY=https://installation.example\n");

        Read(("GOPROXY", "")).GoProxy.Should().BeNull();
    }

    [Test]
    public void The_installation_is_found_through_the_go_in_PATH()
    {
        Write("goroot/go.env", "GOPROXY=https://installation.example\n");
        Write("goroot/bin/go", "");
        Directory.CreateDirectory(_folder.File("bin"));
        File.CreateSymbolicLink(_folder.File("bin/go"), _folder.File("goroot/bin/go"));

        Read(("GOROOT", ""), ("PATH", _folder.File("bin"))).GoProxy.Should().Be("https://installation.example");
    }

    [Test]
    public async Task Go_itself_says_the_same()
    {
        Write("config/go/env", "GOPROXY=https://user.example|direct\nGONOSUMDB=corp.example\n");
        Write("config/go/telemetry/mode", "off");
        var go = await new ProcessRunner(TimeProvider.System).CaptureAsync(
            new(Programs.Require("go"), ["env", "GOPROXY", "GONOSUMDB"])
            {
                Environment = new Dictionary<string, string?>
                {
                    ["XDG_CONFIG_HOME"] = _folder.File("config"), ["GOPROXY"] = null, ["GOENV"] = null, ["GONOSUMDB"] = null,
                },
            },
            CancellationToken.None);

        var settings = Read();

        go.Output.Split('\n').Should().Equal(settings.GoProxy, settings.GoNoSumDb);
    }

    private void Write(string name, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
        File.WriteAllText(_folder.File(name), content);
    }

    private ServiceSettings Read(params (string Name, string Value)[] variables) => Read(null, variables);

    private ServiceSettings Read(string? configured, params (string Name, string Value)[] variables)
    {
        var environment = new Dictionary<string, string>
        {
            ["HOME"] = _folder.Path, ["XDG_CONFIG_HOME"] = _folder.File("config"), ["GOROOT"] = _folder.File("goroot"),
        };
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        return SettingsReader.Read(new()
        {
            WorkingDirectory = _folder.Path,
            Environment = environment,
            GoEnvironment = GoEnvFiles.Read(environment),
            Configured = key => key == "GoDocker_GoProxy" ? configured : null,
        });
    }
}
