using System.Text.RegularExpressions;
using GoDockerTasks.Checks;
using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Network;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Images.Checks;

/// <summary>Inside a RUN: a network of its own, with its own DNS, HTTP proxy and CA certificates.</summary>
/// <param name="processes">Runs docker.</param>
/// <param name="settings">The network of RUN steps, the builder, the HTTP proxies.</param>
/// <param name="bases">The images that the Dockerfile is built on.</param>
/// <param name="choose">
/// Chooses what is asked for from there: an address of a module proxy, without credentials, or null for nothing; and says whether it
/// answers outside of a container.
/// </param>
internal sealed partial class RunStepCheck(
    IProcessRunner processes,
    ServiceSettings settings,
    IReadOnlyList<string> bases,
    Func<CancellationToken, Task<(Uri? Target, bool WorksHere)>> choose) : ICheck
{
    // Every step says one line; what a tool says besides is its evidence.
    private const string Script =
        """
        host=$1 url=$2 name=$3 port=$4
        say() { echo "godocker-check $*"; }
        say servers ok $(sed -n 's/^nameserver //p' /etc/resolv.conf 2>/dev/null | tr '\n' ' ')
        # Behind an HTTP proxy it is the proxy that finds the host. A name server that is silent is waited for 10 s and more.
        limit=
        if command -v timeout >/dev/null 2>&1 && timeout 1 true >/dev/null 2>&1; then limit='timeout 4'; fi
        if [ -z "$host" ] || [ -n "$http_proxy$https_proxy" ]; then code=none
        elif command -v getent >/dev/null 2>&1; then out=$($limit getent hosts "$host" 2>&1); code=$?
        elif command -v nslookup >/dev/null 2>&1; then out=$($limit nslookup "$host" 2>&1); code=$?
        else code=none; fi
        case $code in none) ;; 0) say names ok "$host" ;; *) say names broken "$host"; exit 0 ;; esac
        code=none
        if command -v curl >/dev/null 2>&1; then
          out=$(curl -sS -m 5 -o /dev/null -w 'HTTP %{http_code}' "$url" 2>&1); code=$?
        elif command -v wget >/dev/null 2>&1; then
          out=$(wget -q -T 5 -O /dev/null "$url" 2>&1); code=$?
          case $out in *HTTP/1*|*"server returned error"*|*"ERROR 4"*) code=0 ;; esac
          if [ $code -ge 126 ]; then code=none; fi
        fi
        # A wget that crashes (busybox without shared libraries does) tells nothing; whether a connection is made still does.
        if [ $code = none ] && [ -z "$http_proxy$https_proxy" ] && command -v nc >/dev/null 2>&1; then
          out=$(nc -w 5 "$name" "$port" </dev/null 2>&1); code=$?
          if [ $code -ge 126 ]; then code=none; fi
        fi
        case $code in none) say fetch none ;; 0) say fetch ok $out ;; *) say fetch broken $out ;; esac
        """;

    private static readonly string[] LastResorts = ["golang", "alpine", "busybox", "debian", "ubuntu"];

    /// <inheritdoc />
    public string Name => "inside a RUN";

    /// <inheritdoc />
    public TimeSpan Deadline => TimeSpan.FromSeconds(9);

    /// <inheritdoc />
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        if (settings.RunNetwork == RunNetwork.None)
        {
            return [Finding.Ok("RunNetwork=none: RUN steps have no network, as it was asked for")];
        }

        var (target, worksHere) = await choose(cancellationToken);
        if (target is null)
        {
            return [Finding.Ok("GOPROXY names no server that a RUN would ask")];
        }

        if (await ImageAsync(cancellationToken) is not { } image)
        {
            return [Finding.Warning("not checked: none of the Dockerfile's base images is in the engine", bases is [var first, ..] ? $"docker pull {first}" : null)];
        }

        return await BuildAsync(image, target, worksHere, cancellationToken);
    }

    private async Task<IReadOnlyList<Finding>> BuildAsync(string image, Uri url, bool worksHere, CancellationToken cancellationToken)
    {
        using var context = new TempDirectory();
        await File.WriteAllTextAsync(context.File("check.sh"), Script.ReplaceLineEndings("\n"), cancellationToken);
        await File.WriteAllTextAsync(
            context.File("Dockerfile"),
            $"FROM {image}\nRUN --mount=type=bind,target=/godocker-check "
            + $"[\"/bin/sh\", \"/godocker-check/check.sh\", \"{(url.HostNameType == UriHostNameType.Dns ? url.Host : "")}\", \"{url.AbsoluteUri}\", \"{url.Host}\", \"{url.Port}\"]\n",
            cancellationToken);
        var proxies = BuildVariables.Proxies(NetworkResolver.Unprobed(settings)).ToList();
        var spec = new ProcessSpec("docker",
        [
            "buildx", "build", "--no-cache", "--progress", "plain", "--output", "type=cacheonly",
            .. settings.Build.Builder is { } builder ? ["--builder", builder] : Array.Empty<string>(),
            .. settings.RunNetwork == RunNetwork.Host ? ["--network", "host"] : Array.Empty<string>(),
            .. settings.Build.AddHosts.SelectMany(host => new[] { "--add-host", host }),
            .. proxies.SelectMany(proxy => new[] { "--build-arg", proxy.Name }),
            context.Path,
        ])
        {
            Environment = proxies.ToDictionary(proxy => proxy.Name, proxy => (string?)proxy.Value),
        };
        var answer = await processes.CaptureAsync(spec, cancellationToken);
        var said = Said().Matches(answer.Error + "\n" + answer.Output)
            .Select(line => (Step: line.Groups[1].Value, State: line.Groups[2].Value, Text: line.Groups[3].Value.Trim()))
            .DistinctBy(line => line.Step)
            .ToDictionary(line => line.Step);

        if (said.Count == 0 && BuilderStart.Problem(answer) is var (name, reason))
        {
            return [BuilderStart.Broken(name, reason)];
        }

        if (said.Count == 0)
        {
            return [Finding.Warning($"not checked: {image} has no shell, or the build failed: {LastLine(answer)}")];
        }

        // What does not work outside either is no matter of the RUN.
        var finding = Judge(said, image, url);
        return finding.State != CheckState.Broken ? [finding]
            : !worksHere ? [Finding.Warning($"{finding.Evidence}; it does not work outside of a container either, so mend that first")]
            : settings.Modules == ModuleSource.Off ? [finding]
            : [finding with { Evidence = $"{finding.Evidence}. Go does not need it, since modules come as files; apt, apk, curl and 'go install' may" }];
    }

    // CaFile is mounted where Go looks; curl and apt of most images read one bundle, which they do not share.
    private Finding Untrusted(string image, Uri url, string said)
    {
        const string Others = "COPY it to /usr/local/share/ca-certificates and RUN update-ca-certificates";
        return settings.CaFile is { } file
            ? Finding.Warning($"in {image}, Go trusts {url.Authority} because of {file}; curl and apt do not: {said}", $"if they need to: {Others}")
            : Finding.Broken(
                $"in {image}, {url.Authority} is not trusted: {said}",
                $"name your network's CA for Go: --godocker_cafile=FILE; for curl and apt, {Others}",
                ExitCode.NetworkNeedsChange);
    }

    private Finding Judge(IReadOnlyDictionary<string, (string Step, string State, string Text)> said, string image, Uri url)
    {
        (string Step, string State, string Text) Line(string step) => said.GetValueOrDefault(step, (step, "none", ""));

        var servers = Line("servers").Text is { Length: > 0 } text ? $"name servers {text}" : "no name server";
        var (names, fetch) = (Line("names"), Line("fetch"));
        if (fetch.State == "ok")
        {
            return Finding.Ok($"{url.Authority} answers in {image} ({servers})");
        }

        if (names.State == "broken")
        {
            return Finding.Broken(
                $"in {image}, {url.Host} is not found ({servers}); compare with DNS above",
                $"put {{\"dns\": [\"SERVER\"]}} into /etc/docker/daemon.json and restart docker, or --godocker_runnetwork=host",
                ExitCode.NetworkNeedsChange);
        }

        return fetch.State == "none"
            ? Finding.Warning($"{(names.State == "ok" ? $"{url.Host} is found in " : "")}{image} ({servers}); it has no curl, wget or nc that works to ask it with")
            : Certificate().IsMatch(fetch.Text) ? Untrusted(image, url, fetch.Text)
            : Finding.Broken(
                $"in {image}, {url.Authority} cannot be reached: {fetch.Text}; compare with the module proxies above",
                "--godocker_httpsproxy=http://HOST:PORT for RUN steps, or --godocker_runnetwork=host where only this machine has a way out",
                ExitCode.NetworkNeedsChange);
    }

    private async Task<string?> ImageAsync(CancellationToken cancellationToken)
    {
        var list = await DockerCommand.AskAsync(processes, ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}"], cancellationToken);
        var here = list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(name => !name.Contains("<none>", StringComparison.Ordinal)).ToList();
        var made = await DockerCommand.AskAsync(
            processes, ["image", "ls", "--filter", $"label={HomeMadeBase.Label}", "--format", "{{.Repository}}:{{.Tag}}"], cancellationToken);
        var homeMade = made.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(name => name.Contains("golang", StringComparison.Ordinal));

        return bases.FirstOrDefault(name => here.Any(image => ImageReference.Parse(image) == ImageReference.Parse(name)))
            ?? homeMade.FirstOrDefault()
            ?? LastResorts.SelectMany(name => here.Where(image => ImageReference.Parse(image).Repository.EndsWith(name, StringComparison.Ordinal))).FirstOrDefault();
    }

    private static string LastLine(ProcessOutput answer) =>
        answer.Error.Split('\n').LastOrDefault(line => line.Contains("ERROR", StringComparison.Ordinal))?.Trim() ?? $"exit code {answer.ExitCode}";

    [GeneratedRegex(@"godocker-check (\w+) (\w+) ?(.*)", RegexOptions.CultureInvariant)]
    private static partial Regex Said();

    [GeneratedRegex("certificate|SSL|x509|TLS", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Certificate();
}
