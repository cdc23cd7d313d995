using System.Text;
using GoDockerTasks.EndToEnd.Support;
using GoDockerTasks.Io;
using GoDockerTasks.TestSupport.Networks;

namespace GoDockerTasks.EndToEnd.Networks;

/// <summary>Secrets in every place a user can put them, and a look at every place they could come out of.</summary>
[TestFixture]
public sealed class CanaryTests
{
    // How each begins; what follows says where it came from.
    private const string Canary = "canary";

    [Test]
    public async Task No_secret_comes_out_anywhere()
    {
        await using var lab = await NetworkLab.StartAsync(""", "features": { "containerd-snapshotter": true }""");
        await using var scene = new NetworkScene(lab);
        var httpProxy = scene.Keep(await lab.ServeTinyproxyAsync(login: ("shop", "canary-http-proxy")));
        PutSecretsEverywhere(scene, httpProxy.Authority);

        using var watching = new CancellationTokenSource();
        var commandLines = Task.Run(() => CommandLines(watching.Token));
        var image = await scene.RunAsync("--target=Image", "--godocker_provenance=mode=min");
        var doctor = await scene.RunAsync("--target=Doctor", "--report=artifacts/doctor.json");
        await watching.CancelAsync();

        image.ShouldSucceed();
        image.Everything.Should().NotContain(Canary).And.Contain("ftp_proxy=http://***@", "what docker's config.json gives is masked as well");
        image.Output.Should().MatchRegex(
            @"the step saw http://\*\*\*@[\d.:]+ \*\*\* \*\*\*", "RUN steps need the proxy with its password, and what they print is masked");
        doctor.Everything.Should().NotContain(Canary);
        (await commandLines).Should().NotContain(line => line.Contains(Canary, StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(scene.Service.File("artifacts"), "*", SearchOption.AllDirectories))
        {
            (await File.ReadAllTextAsync(file)).Should().NotContain(Canary, "{0} can be read by others", file);
        }

        foreach (var arguments in new[] { "history --no-trunc", "image inspect" })
        {
            (await DockerAsync(scene, [.. arguments.Split(' '), $"{scene.Service.Image}:latest"])).Should().NotContain(Canary);
        }

        // Layers, config, manifests and the attestation: all that a push would send.
        var saved = scene.Service.File("saved.tar");
        await DockerAsync(scene, "image", "save", "--output", saved, $"{scene.Service.Image}:latest");
        var everything = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(saved));
        everything.Should().Contain("https://slsa.dev/provenance").And.NotContain(Canary);
    }

    [Test]
    public async Task Provenance_with_mode_max_would_hold_the_proxys_password_and_is_refused()
    {
        using var service = new OrdersService();

        var run = await service.RunAsync(
            new Dictionary<string, string?> { ["ALL_PROXY"] = "http://shop:canary-all@127.0.0.1:9" }, "--godocker_provenance=mode=max");

        run.ShouldFail(2, "GDT3017");
        run.Everything.Should().NotContain(Canary);
    }

    private static void PutSecretsEverywhere(NetworkScene scene, string httpProxy)
    {
        var service = scene.Service;
        scene.Behind($"http://shop:canary-http-proxy@{httpProxy}");
        scene.GoProxy = $"{scene.Variables["GOPROXY"]!.Replace("https://", "https://reader:canary-goproxy@", StringComparison.Ordinal)},direct";
        foreach (var name in new[] { "HTTP_PROXY", "ALL_PROXY", "http_proxy", "https_proxy" })
        {
            scene.Variables[name] = scene.Variables["HTTPS_PROXY"];
        }

        scene.Variables["MY_TOKEN"] = "canary-environment";
        scene.Variables["API_KEY"] = "canary-argument";
        scene.Variables["GIT_CONFIG_GLOBAL"] = service.File("gitconfig");
        scene.Variables["NETRC"] = service.File("netrc");
        service.Write("netrc", $"machine {NetworkLab.Bridge} login reader password canary-netrc\n");
        service.Write("gitconfig", "[url \"https://reader:canary-git@git.example.com/\"]\n\tinsteadOf = https://git.example.com/\n");
        service.Write("secret.txt", "canary-file\n");
        service.Write("cake.config", service.Read("cake.config") + "\nAptMirror=http://reader:canary-apt@apt.example.com\n");
        scene.Variables["CAKE_GODOCKER_REGISTRYMIRRORS"] = "quay.io=http://reader:canary-mirror@127.0.0.1:9";
        scene.Variables["CAKE_GODOCKER_SECRETS"] = "id=token,env=MY_TOKEN;id=file,src=secret.txt";
        scene.Variables["CAKE_GODOCKER_BUILDARGS"] = "API_KEY";
        service.Write(".dockerignore", "*\n!go.mod\n!go.sum\n!cmd\n!internal\n");
        service.Write("Dockerfile", string.Join('\n', service.Read("Dockerfile").Split('\n')
            .Select(line => line.Contains("go build", StringComparison.Ordinal) ? "RUN mkdir /out && touch /out/orders" : line)));
        service.Replace("Dockerfile", "ARG VERSION=dev",
            "ARG VERSION=dev\nRUN --mount=type=secret,id=token --mount=type=secret,id=file "
            + "echo the step saw $HTTP_PROXY $(cat /run/secrets/token) $(cat /run/secrets/file) && env");
        scene.DockerConfig(
            """
            {
              "auths": { "registry.example.com": { "auth": "cmVhZGVyOmNhbmFyeS1hdXRo" } },
              "proxies": { "default": { "ftpProxy": "http://reader:canary-ftp@127.0.0.1:9" } }
            }
            """);
    }

    private static async Task<string> DockerAsync(NetworkScene scene, params string[] arguments)
    {
        var output = await new ProcessRunner(TimeProvider.System).CaptureAsync(
            new("docker", arguments) { Environment = new Dictionary<string, string?> { ["DOCKER_HOST"] = scene.Lab.Engine.DockerHost } }, default);
        output.ExitCode.Should().Be(0, "{0}", output.Error);
        return output.Output;
    }

    private static IReadOnlySet<string> CommandLines(CancellationToken cancellationToken)
    {
        HashSet<string> lines = [];
        while (!cancellationToken.IsCancellationRequested)
        {
            foreach (var process in Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
            {
                try
                {
                    lines.Add(File.ReadAllText(Path.Combine(process, "cmdline")));
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // It has just ended.
                }
            }
        }

        return lines;
    }
}
