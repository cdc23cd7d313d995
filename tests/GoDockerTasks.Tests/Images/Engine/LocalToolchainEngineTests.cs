using System.Net;
using System.Net.Sockets;
using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Images;
using GoDockerTasks.Settings;
using GoDockerTasks.Tests.Images.Fakes;

namespace GoDockerTasks.Tests.Images.Engine;

public sealed class LocalToolchainEngineTests : EngineFixture
{
    // A port that nobody listens on: the registry of these images does not answer, on any machine.
    private readonly string _registry = $"127.0.0.1:{FreePort()}";

    private BaseImageResolver Resolver => new(
        Engine, new LocalToolchain(Processes, ToolchainSources.OfThisMachine(Environment.GetEnvironmentVariable)), TimeProvider.System);

    [Test]
    public async Task A_service_is_built_on_home_made_bases_without_any_registry()
    {
        var golang = $"{_registry}/golang:latest";
        var final = $"{_registry}/distroless/static-debian12:nonroot";
        await File.WriteAllTextAsync(Path.Combine(Settings.Context, "go.mod"), "module example.com/hello\n\ngo 1.21\n");
        await File.WriteAllTextAsync(
            Path.Combine(Settings.Context, "main.go"),
            """
            package main

            import (
                "os"
                "os/user"
                "time"
            )

            func main() {
                zone, err := time.LoadLocation("Europe/Vienna")
                roots, _ := os.ReadFile(os.Getenv("SSL_CERT_FILE"))
                me, _ := user.Current()
                print(zone.String(), err == nil, len(roots) > 0, me.Username, me.HomeDir)
            }
            """);
        var request = Request(
            $"""
            FROM {golang} AS build
            WORKDIR /src
            COPY go.mod main.go ./
            RUN go build -o /hello . && [ "$(go env GOTOOLCHAIN)" = local ]
            FROM {final}
            COPY --from=build /hello /hello
            ENTRYPOINT ["/hello"]

            """);
        BaseReference[] bases = [new(golang, 1, true), new(final, 5, false)];
        var settings = request.Settings with { BaseFallback = BaseFallback.Local };
        var engine = await Engine.DetectAsync(default);

        var resolved = await Resolver.ResolveAsync(bases, settings, Requests.NoProxies, engine, EngineImages.None, Log, default);
        var again = await Resolver.ResolveAsync(bases, settings, Requests.NoProxies, engine, EngineImages.None, Log, default);
        var attempt = await Builder().BuildAsync(request with { Bases = resolved }, Log, default);

        resolved.Should().OnlyContain(image => image.Via == BaseImageSource.LocalToolchain && image.Digest!.StartsWith("sha256:"));
        again.Select(image => (image.Used, image.Digest)).Should().Equal(resolved.Select(image => (image.Used, image.Digest)));
        attempt.Succeeded.Should().BeTrue(string.Join('\n', Log.Output));
        (await RunImageAsync()).Should().Be("Europe/Viennatruetruenonroot/home/nonroot");
        var labels = (await Engine.InspectAsync([$"{Settings.Image}:latest"], default)).Values.Single().Labels;
        labels.Should().ContainKey(HomeMadeBase.Label, "whoever finds the image later must know what it stands on");
    }

    [Test]
    public async Task What_is_in_the_engine_is_taken_from_there()
    {
        await Builder().BuildAsync(Request("FROM scratch\nCOPY busybox /b\n"), Log, default);
        var name = $"{Settings.Image}:latest";

        var resolved = await Resolver.ResolveAsync(
            [new(name, 1, false)], Settings, Requests.NoProxies, await Engine.DetectAsync(default), EngineImages.None, Log, default);

        resolved.Should().ContainSingle().Which.Should().Match<BaseImage>(image =>
            image.From == name && image.Used == name && image.Via == BaseImageSource.Engine);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
