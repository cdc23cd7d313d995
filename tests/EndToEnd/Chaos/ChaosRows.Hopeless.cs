using GoDockerTasks.TestSupport;
using GoDockerTasks.TestSupport.Modules;

namespace GoDockerTasks.EndToEnd.Chaos;

// What nobody but a person can mend: one attempt, and not one more.
internal static partial class ChaosRows
{
    /// <summary>Gets what ends after one attempt.</summary>
    public static IEnumerable<ChaosRow> Hopeless()
    {
        yield return Hopelessly("compile-error", scene => scene.Service.Write("main.go", "package main\n\nfunc main() { return 1 }\n")) with { Always = true };
        yield return Hopelessly("test-failure", scene =>
        {
            scene.Service.Write("main_test.go", "package main\n\nimport \"testing\"\n\nfunc TestNothing(t *testing.T) { t.Fatal(\"no\") }\n");
            scene.Service.Replace("Dockerfile", "RUN CGO_ENABLED=0 go build", "RUN CGO_ENABLED=0 go test ./... && go build");
        });
        yield return Hopelessly("checksum-mismatch", scene => scene.Service.Write("go.sum", OtherHash(scene.Sums))) with { Always = true };
        yield return Hopelessly("gosum-bad", scene => scene.Service.Write("go.sum", ""));
        yield return Hopelessly("gomod-inconsistent|gosum-bad", scene => scene.Service.Write("go.mod", "module example.test/app\n\ngo 1.21\n"));
        yield return Hopelessly("module-path-mismatch", scene =>
        {
            var other = scene.Module.Replace("greet", "other", StringComparison.Ordinal);
            TinyModule.Write(scene.Service.File("proxy"), other, "v1.0.0", "package other\n");
            File.WriteAllText(scene.Service.File($"proxy/{other}/@v/v1.0.0.mod"), $"module {scene.Module}\n");
            scene.Dockerfile($"RUN go get {other}@v1.0.0");
        });
        yield return Hopelessly("proxy-404-410|bad-version", scene => scene.Dockerfile($"RUN go mod download {scene.Module}@v9.9.9"));
        yield return Hopelessly("no-gomod", scene => scene.Dockerfile("RUN cd / && go mod download"));
        yield return Hopelessly("go-too-old", scene => scene.Dockerfile("RUN go mod edit -go=1.99.0 && go mod download"));
        yield return Hopelessly("proxy-denied", scene =>
        {
            scene.Settings("off", ",");
            scene.First.FailGo(".mod", Fault.Status(403));
        }) with { ExitCode = 11 };
        yield return Hopelessly("http-proxy-auth", scene =>
        {
            scene.Settings("off", "");
            scene.First.FailGo(".mod", Fault.Status(407));
        }) with { ExitCode = 11 };
        yield return Hopelessly("dockerfile-parse", scene => scene.Service.Write("Dockerfile", $"FROM {scene.Golang124}\nRUN --mount=type=nothing true\n"));
        yield return Hopelessly("copy-not-found", scene => scene.Dockerfile("COPY missing.txt ./"));
        yield return Hopelessly("missing-tool", scene => scene.Dockerfile("RUN no-such-program"));
        yield return Hopelessly("step-failed", scene => scene.Dockerfile("RUN echo no && exit 3"));
        yield return Hopelessly("cache-permission", scene => scene.Dockerfile("USER 12345\nRUN GOCACHE=/root/go-build go vet std"));
        yield return Hopelessly("registry-manifest-unknown", async scene => scene.From($"{(await scene.WithRegistryAsync()).Address}/chaos/none:1"));
        yield return Hopelessly("registry-auth", async scene => scene.From($"{(await scene.WithRegistryAsync(LoopbackRegistry.ShopUser)).Address}/chaos/base:1")) with { ExitCode = 40 };
        yield return Hopelessly("registry-rate-limit", async scene =>
        {
            var registry = await scene.WithRegistryAsync();
            registry.Fail(IsManifest, Fault.Status(429));
            scene.From($"{registry.Address}/{await scene.PushBaseAsync()}");
        }) with { ExitCode = 40 };
        yield return Hopelessly("exec-format", scene => scene.Dockerfile("RUN printf '\\177ELF\\002\\001\\001' > /tool && chmod +x /tool\nRUN [\"/tool\"]"));
        yield return Hopelessly("registry-network", async scene =>
        {
            var registry = await scene.WithRegistryAsync();
            registry.Fail(IsManifest, Fault.Html);
            scene.From($"{registry.Address}/{await scene.PushBaseAsync()}");
        }) with { ExitCode = 11 };
    }

    private static ChaosRow Hopelessly(string kind, Action<ChaosScene> arrange) =>
        new($"{kind} ends the run", arrange) { Kinds = [kind], Taken = [null], ExitCode = 20 };

    private static ChaosRow Hopelessly(string kind, Func<ChaosScene, Task> arrange) =>
        new($"{kind} ends the run", arrange) { Kinds = [kind], Taken = [null], ExitCode = 20 };

    // A hash like another one, but of something else.
    private static string OtherHash(string sums) => string.Join('\n', sums.Split('\n').Select(line => line.Contains("/go.mod", StringComparison.Ordinal) || line.Length == 0
        ? line
        : line[..line.IndexOf("h1:", StringComparison.Ordinal)] + "h1:" + Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData("other"u8))));
}
