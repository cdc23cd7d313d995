using GoDockerTasks.Errors;
using GoDockerTasks.Images.Checks;
using GoDockerTasks.Io;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Tests.Settings;

[TestFixture]
public sealed class SettingsReaderTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void Without_any_source_the_defaults_are_valid()
    {
        var settings = SettingsReader.Read(Input());

        settings.Context.Should().Be(_folder.Path);
        settings.Dockerfile.Should().Be(Path.Combine(_folder.Path, "Dockerfile"));
        settings.Tags.Should().Equal("latest");
        settings.Report.Should().Be(Path.Combine(_folder.Path, "artifacts", "godocker", "report.json"));
    }

    [Test]
    public void An_argument_beats_a_variable_of_ours_which_beats_a_standard_one_which_beats_the_file()
    {
        var file = Input() with { Configured = key => key == "GoDocker_GoProxy" ? "https://file.example" : null };
        var standard = file with { Environment = Map(("GOPROXY", "https://standard.example")) };
        var ours = standard with
        {
            Environment = Map(("GOPROXY", "https://standard.example"), ("CAKE_GODOCKER_GOPROXY", "https://ours.example")),
        };
        var shortArgument = ours with { Arguments = Arguments(("goproxy", "https://short.example")) };
        var longArgument = ours with
        {
            Arguments = Arguments(("goproxy", "https://short.example"), ("godocker_goproxy", "https://long.example")),
        };

        new[] { file, standard, ours, shortArgument, longArgument }
            .Select(input => SettingsReader.Read(input).GoProxy)
            .Should().Equal(
                "https://file.example", "https://standard.example", "https://ours.example",
                "https://short.example", "https://long.example");
    }

    [Test]
    public void The_docker_clients_proxies_are_the_weakest_source()
    {
        var docker = Input() with { DockerProxies = Map(("HTTPS_PROXY", "http://docker.example:3128")) };
        var both = docker with { Environment = Map(("https_proxy", "http://environment.example:3128")) };

        SettingsReader.Read(docker).HttpsProxy.Should().Be("http://docker.example:3128");
        SettingsReader.Read(both).HttpsProxy.Should().Be("http://environment.example:3128");
    }

    [Test]
    public void A_repeated_argument_gives_each_of_its_values()
    {
        var input = Input() with
        {
            Arguments = new Dictionary<string, IReadOnlyList<string>>
            {
                ["tag"] = ["1.4.0", "1.4"],
                ["build-arg"] = ["LDFLAGS=-s -w;-X a=b", "TOKEN"],
            },
        };

        var settings = SettingsReader.Read(input);

        settings.Tags.Should().Equal("1.4.0", "1.4");
        settings.BuildArgs.Should().BeEquivalentTo(
            new Dictionary<string, string?> { ["LDFLAGS"] = "-s -w;-X a=b", ["TOKEN"] = null });
    }

    [Test]
    public void A_build_arg_that_stands_alone_may_hold_a_semicolon() =>
        SettingsReader.Read(Input() with { Arguments = Arguments(("build-arg", "MSG=a;b")) }).BuildArgs
            .Should().Equal(new Dictionary<string, string?> { ["MSG"] = "a;b" });

    [TestCase("type=tar,dest=x.tar")]
    [TestCase("type=local,dest=out")]
    public void What_does_not_end_in_the_engine_cannot_be_pushed_from_there(string output) =>
        FluentActions.Invoking(() => SettingsReader.Read(Input() with { Arguments = Arguments(("output", output), ("push", "on")) }))
            .Should().Throw<GoDockerException>().Which.Detail.Should().Contain("is not the engine");

    [Test]
    public void A_registry_may_have_several_mirrors_in_order()
    {
        var settings = SettingsReader.Read(Input() with { Arguments = Arguments(("godocker_registrymirrors", "docker.io=one.example, two.example/hub;ghcr.io=three.example")) });

        settings.RegistryMirrors["docker.io"].Should().Equal("one.example", "two.example/hub");
        settings.RegistryMirrors["ghcr.io"].Should().Equal("three.example");
        RegistryCheck.Addresses("golang:1.24", settings).Select(address => address.Host).Should().Equal("one.example", "two.example");
    }

    [TestCase("image", "Shop/Orders", "lower case")]
    [TestCase("image", "orders:1", "--tag")]
    [TestCase("tag", "a/b", "tags, such as")]
    [TestCase("context", "nowhere", "no such folder")]
    [TestCase("platform", "amd64", "linux/amd64")]
    [TestCase("push", "maybe", "on or off")]
    [TestCase("modules", "1", "snapshot, layer or off")]
    [TestCase("godocker_attempts", "0", "from 1 to 20")]
    [TestCase("godocker_attempts", "many", "from 1 to 20")]
    [TestCase("godocker_deadline", "2d", "from 1s to 24h")]
    [TestCase("godocker_deadline", "25h", "from 1s to 24h")]
    [TestCase("godocker_cachemaxsize", "10", "from 100MB")]
    [TestCase("godocker_goprivate", "https://git.example.com", "scheme matches nothing")]
    [TestCase("godocker_cafile", "ca.pem", "no such file")]
    [TestCase("godocker_modulefiles", "services/orders/go.mod", "no such file")]
    [TestCase("godocker_modulefiles", "services/orders", "go.mod or go.work")]
    [TestCase("goproxy", "goproxy.example.com", "no scheme")]
    [TestCase("goproxy", "https://a.example，direct", "full-width")]
    [TestCase("goproxy", "https://a.example b", "space")]
    [TestCase("goproxy", "http://a.example:99999/x|https://b.example", "no port from 1 to 65535")]
    [TestCase("goproxy", "http://a.example:99999/x|https://b.example", "http://a.example/x|https://b.example")]
    [TestCase("goproxy", "http://user:secret@a.example", "plain http")]
    [TestCase("goproxy", "./no-such-folder", "no folder")]
    [TestCase("goproxy", ",", "no element")]
    [TestCase("http-proxy", "ftp://proxy.example", "http or https URL")]
    public void A_bad_value_is_named_with_its_source_and_what_is_accepted(string argument, string value, string hint)
    {
        var act = () => SettingsReader.Read(Input() with { Arguments = Arguments((argument, value)) });

        var failure = act.Should().Throw<GoDockerException>().Which;
        failure.Kind.Should().Be(ErrorKinds.InvalidSettings);
        failure.Message.Should().Contain("--" + argument).And.Contain("it takes").And.Contain(hint)
            .And.NotContain("secret");
    }

    [TestCase("", "holds no certificate in PEM")]
    [TestCase("-----BEGIN CERTIFICATE-----\nbm8=\n-----END CERTIFICATE-----\n", "cannot be read as certificates")]
    public void A_CA_file_without_a_certificate_is_refused(string text, string why)
    {
        File.WriteAllText(_folder.File("ca.pem"), text);

        FluentActions.Invoking(() => SettingsReader.Read(Input() with { Arguments = Arguments(("godocker_cafile", "ca.pem")) }))
            .Should().Throw<GoDockerException>().Which.Detail.Should().Contain(why);
    }

    [TestCase("godocker_cache")]
    [TestCase("godocker_artifacts")]
    public void A_folder_cannot_have_the_name_of_a_file(string argument)
    {
        File.WriteAllText(_folder.File("notes"), "");

        FluentActions.Invoking(() => SettingsReader.Read(Input() with { Arguments = Arguments((argument, "notes")) }))
            .Should().Throw<GoDockerException>().Which.Detail.Should().Contain("there is a file of that name; it takes the path of a folder");
    }

    [TestCase("id=a,src=nowhere", "there is no file nowhere")]
    [TestCase("id=a,id=b,env=TOKEN", "id=NAME")]
    [TestCase("src=file", "id=NAME")]
    public void A_secret_without_its_name_or_its_file_is_refused_before_docker_is_asked(string value, string hint)
    {
        var reading = () => SettingsReader.Read(Input() with { Arguments = Arguments(("secret", value)) });

        reading.Should().Throw<GoDockerException>().Which.Detail.Should().ContainAll("--secret", hint);
    }

    [TestCase("imge", "--image")]
    [TestCase("dokerfile", "--dockerfile")]
    [TestCase("tags", "--tag")]
    [TestCase("image", null)]
    [TestCase("target", null)]
    [TestCase("format", null)]
    [TestCase("bundle", null)]
    [TestCase("verbosity", null)]
    public void An_argument_that_looks_like_one_of_ours_is_doubted(string name, string? meant)
    {
        var doubts = SettingsReader.Misspelt(Input() with { Arguments = Arguments((name, "x")) }).ToArray();

        doubts.Should().BeEquivalentTo(
            meant is null ? Array.Empty<string>() : [$"--{name} is not read by these tasks; did you mean {meant}?"]);
    }

    [Test]
    public void A_variable_in_small_letters_would_not_be_read_and_is_named()
    {
        var input = Input() with { Environment = Map(("cake_godocker_tags", "low")) };

        var reading = () => SettingsReader.Read(input);
        reading.Should().Throw<GoDockerException>().Which.Detail.Should().Contain("the variable is CAKE_GODOCKER_TAGS");
    }

    [Test]
    public void All_problems_are_reported_at_once()
    {
        var input = Input() with
        {
            Arguments = Arguments(("push", "maybe"), ("godocker_attempt", "2")),
            Environment = Map(("CAKE_GODOCKER_GOPROXI", "x")),
            ConfiguredKeys = ["Imagee"],
        };

        var act = () => SettingsReader.Read(input);

        act.Should().Throw<GoDockerException>().Which.Detail.Should()
            .Contain("Push is 'maybe'")
            .And.Contain("--godocker_attempt is no setting; did you mean Attempts?")
            .And.Contain("CAKE_GODOCKER_GOPROXI is no setting; did you mean GoProxy?")
            .And.Contain("[GoDocker] Imagee is no setting; did you mean Image?");
    }

    [Test]
    public void A_folder_as_proxy_becomes_a_file_URL()
    {
        var proxy = Directory.CreateDirectory(_folder.File("proxy")).FullName;

        SettingsReader.Read(Input() with { Arguments = Arguments(("goproxy", "./proxy,off")) }).GoProxy
            .Should().Be($"file://{proxy},off");
    }

    [TestCase("90", 90)]
    [TestCase("90s", 90)]
    [TestCase("1.5m", 90)]
    [TestCase("2H", 7200)]
    public void A_time_is_a_number_with_a_unit(string text, int seconds) =>
        SettingsReader.Read(Input() with { Arguments = Arguments(("godocker_deadline", text)) }).Deadline
            .Should().Be(TimeSpan.FromSeconds(seconds));

    [Test]
    public void Every_setting_has_a_key_of_its_own_and_says_what_it_takes()
    {
        SettingCatalogue.All.Should().OnlyHaveUniqueItems(setting => setting.Key.ToUpperInvariant());
        SettingCatalogue.All.Should().OnlyContain(setting =>
            setting.Accepts.Length > 0 && setting.Default.Length > 0 && setting.Summary.EndsWith('.'));
    }

    private static Dictionary<string, string> Map(params (string Key, string Value)[] pairs) =>
        pairs.ToDictionary(pair => pair.Key, pair => pair.Value);

    private static Dictionary<string, IReadOnlyList<string>> Arguments(params (string Key, string Value)[] pairs) =>
        pairs.ToDictionary(pair => pair.Key, IReadOnlyList<string> (pair) => [pair.Value], StringComparer.OrdinalIgnoreCase);

    private SettingsInput Input() => new() { WorkingDirectory = _folder.Path };

    [Test]
    public void The_limits_of_fetching_modules_are_settings_too()
    {
        var input = Input() with
        {
            Environment = Map(
                ("CAKE_GODOCKER_FETCHREQUESTS", "4"), ("CAKE_GODOCKER_FETCHANSWERTIMEOUT", "90s"), ("CAKE_GODOCKER_FETCHTIMEOUT", "1h")),
        };

        SettingsReader.Read(input).Fetch.Should().BeEquivalentTo(
            new { RequestsPerHost = 4, Attempts = 8, FirstByte = TimeSpan.FromSeconds(90), Total = TimeSpan.FromHours(1) });
    }
}
