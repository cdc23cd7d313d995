using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using GoDockerTasks.EndToEnd.Support;

namespace GoDockerTasks.EndToEnd;

/// <summary>The main job on a real engine.</summary>
[TestFixture]
public sealed class ImageTests : IDisposable
{
    private readonly OrdersService _service = new();

    public void Dispose() => _service.Dispose();

    [Test]
    public async Task The_image_is_built_starts_and_answers()
    {
        var run = await _service.RunAsync("--target=Image");

        run.ShouldSucceed();
        run.Output.Should().Contain($"{_service.Image}:latest sha256:");
        await using var container = await RunningContainer.StartAsync(_service, $"{_service.Image}:latest");
        (await container.GetAsync("/healthz")).Should().NotBeEmpty();
    }

    [Test]
    public async Task A_service_of_the_standard_library_alone_asks_nobody()
    {
        _service.Write("go.mod", "module example.com/plain\n\ngo 1.24\n");
        _service.Write("cmd/orders/main.go", "package main\n\nfunc main() { println(\"hello\") }\n");
        _service.Write("Dockerfile", "FROM golang:1.24\nWORKDIR /src\nCOPY go.mod ./\nCOPY cmd/orders/main.go ./\nRUN go build -o /app main.go\n");
        File.Delete(_service.File("go.sum"));

        var run = await _service.RunAsync();

        run.ShouldSucceed();
        run.Everything.Should().NotContain("may use the network");
        run.Section("dockerfile").GetProperty("notHermetic").GetArrayLength().Should().Be(0);
    }

    [Test]
    public async Task The_report_says_what_was_done()
    {
        var run = await _service.RunAsync();

        run.ShouldSucceed();
        run.Section("target").GetString().Should().Be("Image");
        run.Section("outcome").GetString().Should().Be("succeeded");
        run.Section("exitCode").GetInt32().Should().Be(0);
        run.Section("engine").GetProperty("name").GetString().Should().Be("docker");
        run.Section("network").GetProperty("goproxy").GetString().Should().StartWith("file:///");
        run.Section("modules").GetProperty("snapshot").GetString().Should().StartWith("sha256:");
        run.Section("modules").GetProperty("total").GetInt32().Should().BePositive();
        run.Section("dockerfile").GetProperty("changes").GetArrayLength().Should().BePositive();
        run.Section("dockerfile").GetProperty("fellBack").ValueKind.Should().Be(JsonValueKind.Null);
        run.Section("bases").EnumerateArray().Select(image => image.GetProperty("via").GetString())
            .Should().Equal("local-toolchain", "local-toolchain");
        run.Section("attempts").EnumerateArray().Single().GetProperty("outcome").GetString().Should().Be("succeeded");
        var digest = run.Section("image").GetProperty("digest").GetString();
        (await _service.DockerAsync("image", "inspect", "--format", "{{.Id}}", $"{_service.Image}:latest")).Should().Be(digest);
        File.Exists(_service.File("artifacts/godocker/attempt-1.log")).Should().BeTrue();
        File.Exists(_service.File("artifacts/godocker/command.sh")).Should().BeTrue();
        File.Exists(_service.File("artifacts/godocker/Dockerfile")).Should().BeTrue();
    }

    [Test]
    public async Task The_image_says_what_it_was_built_from_where_that_is_wanted()
    {
        _service.Commit();

        var run = await _service.RunAsync("--target=Image", "--godocker_sourcemetadata=labels", "--label=org.opencontainers.image.version=9");

        run.ShouldSucceed();
        var labels = JsonDocument.Parse(await _service.DockerAsync("image", "inspect", "--format", "{{json .Config.Labels}}", $"{_service.Image}:latest")).RootElement;
        labels.GetProperty("org.opencontainers.image.revision").GetString().Should().StartWith(run.Section("source").GetProperty("commit").GetString());
        labels.GetProperty("org.opencontainers.image.source").GetString().Should().Be("https://git.example.com/shop/orders");
        labels.GetProperty("org.opencontainers.image.created").GetString().Should().NotBeEmpty();
        labels.GetProperty("org.opencontainers.image.version").GetString().Should().Be("9", "the user's own label stays");
    }

    [Test]
    public async Task The_CA_that_the_user_names_is_there_where_Go_runs_and_nowhere_else()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=Corporate CA", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        _service.Write("ca.pem", certificate.ExportCertificatePem());
        _service.Replace("Dockerfile", "RUN CGO_ENABLED=0 go build", "RUN grep -q CERTIFICATE /etc/ssl/certs/godocker-ca.pem && CGO_ENABLED=0 go build");
        _service.Replace("Dockerfile", "COPY --from=build /out/orders", "COPY --from=build /etc/ssl/certs /build-certs\nCOPY --from=build /out/orders");

        var run = await _service.RunAsync("--target=Image", "--godocker_cafile=ca.pem");

        run.ShouldSucceed();
        (await ImageFiles.ListAsync(_service, $"{_service.Image}:latest")).Should().NotContain(file => file.Contains("godocker", StringComparison.Ordinal));
    }

    [Test]
    public async Task The_five_lines_of_the_sample_s_own_host_do_the_same()
    {
        using var service = new OrdersService { Host = Paths.SampleHost };

        var run = await service.RunAsync("--target=Image");

        run.ShouldSucceed();
        run.Output.Should().Contain($"{service.Image}:latest sha256:");
    }

    [Test]
    public async Task The_Go_steps_need_no_network()
    {
        (await _service.RunAsync("--godocker_runNetwork=none")).ShouldSucceed();
        _service.Read("artifacts/godocker/command.sh").Should().Contain("--network");
    }

    [Test]
    public async Task Nothing_of_ours_is_in_the_final_image()
    {
        (await _service.RunAsync()).ShouldSucceed();

        var history = await _service.DockerAsync("history", "--no-trunc", "--format", "{{.CreatedBy}}", $"{_service.Image}:latest");
        var config = await _service.DockerAsync("image", "inspect", "--format", "{{json .Config.Env}}", $"{_service.Image}:latest");
        var files = await ImageFiles.ListAsync(_service, $"{_service.Image}:latest");

        (history + config).ToUpperInvariant().Should().NotContain("GODOCKER").And.NotContain("GOPROXY").And.NotContain("--MOUNT");
        files.Should().Contain("orders").And.NotContain(file => file.Contains("godocker") || file.Contains("pkg/mod"));
    }

    [Test]
    public async Task A_second_run_builds_and_downloads_nothing()
    {
        var first = await _service.RunAsync();
        var second = await _service.RunAsync();

        second.ShouldSucceed();
        var attempt = second.Section("attempts")[0];
        attempt.GetProperty("cachedSteps").GetInt32().Should().Be(attempt.GetProperty("totalSteps").GetInt32());
        second.Section("modules").GetProperty("downloaded").GetInt32().Should().Be(0);
        second.Section("image").GetProperty("digest").GetString()
            .Should().Be(first.Section("image").GetProperty("digest").GetString());
    }

    [Test]
    public async Task A_change_of_the_source_downloads_nothing()
    {
        var first = await _service.RunAsync();
        File.AppendAllText(_service.File("cmd/orders/main.go"), "\nvar changed = true\n");

        var second = await _service.RunAsync();

        second.ShouldSucceed();
        second.Section("modules").GetProperty("downloaded").GetInt32().Should().Be(0);
        second.Section("modules").GetProperty("snapshot").GetString()
            .Should().Be(first.Section("modules").GetProperty("snapshot").GetString());
        second.Section("attempts")[0].GetProperty("cachedSteps").GetInt32().Should().BePositive();
    }

    [Test]
    public async Task What_stands_behind_two_dashes_is_for_docker()
    {
        (await _service.RunAsync("--target=Image", "--", "--iidfile", "id.txt")).ShouldSucceed();

        File.ReadAllText(_service.File("id.txt")).Should().StartWith("sha256:");
        File.ReadAllText(_service.File("artifacts/godocker/command.sh")).Should().Contain("--iidfile id.txt");
    }
}
