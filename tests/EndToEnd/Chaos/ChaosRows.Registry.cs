using GoDockerTasks.TestSupport;

namespace GoDockerTasks.EndToEnd.Chaos;

// Base images come from a registry that the engine asks itself; BuildKit tries a few times within seconds before it gives up.
internal static partial class ChaosRows
{
    /// <summary>Gets what goes wrong with base images.</summary>
    public static IEnumerable<ChaosRow> Registry()
    {
        yield return Base("A registry that answers 503 for a while", IsManifest, Fault.Status(503), "503") with { Always = true };
        yield return Base("A registry that closes connections for a while", IsManifest, Fault.Reset, "EOF");
        yield return Base("A registry that sends a login page for a while", IsManifest, Fault.Html, "ERROR");
        yield return Base("A layer that breaks off", IsBlob, Fault.Truncate(1000), "ERROR");
        yield return Base("A registry that never answers", IsManifest, Fault.Hang, "stalled") with { Arguments = _ => ["--godocker_stalltimeout=6s"] };
        yield return new("A mirror that says it has the image and does not give it", async scene =>
        {
            var registry = await scene.WithRegistryAsync();
            var mirror = FaultyRegistry.Start(scene.Registry!, ChaosScene.NextAddress());
            scene.AtEnd(mirror.DisposeAsync);
            var repository = await scene.PushBaseAsync();
            mirror.Fail(request => request.StartsWith("GET", StringComparison.Ordinal) && request.Contains("/v2/chaos", StringComparison.Ordinal), Fault.Status(503));
            scene.From($"{registry.Address}/{repository}");
            File.AppendAllText(scene.Service.File("cake.config"), $"\nRegistryMirrors={registry.Address}={mirror.Address}\n");
        })
        {
            Kinds = ["registry-network"], Taken = [FailOver],
        };
    }

    private static ChaosRow Base(string name, Func<string, bool> requests, Fault fault, string words) =>
        new(name, async scene =>
        {
            var registry = await scene.WithRegistryAsync();
            scene.From($"{registry.Address}/{await scene.PushBaseAsync()}");
            registry.Fail(requests, fault);
            scene.WhenLogged(words, registry.Recover);
        }) { Kinds = ["registry-network|stalled"], Taken = [Retry] };

    private static bool IsManifest(string request) => request.Contains("/manifests/", StringComparison.Ordinal);

    private static bool IsBlob(string request) => request.StartsWith("GET", StringComparison.Ordinal) && request.Contains("/blobs/", StringComparison.Ordinal);
}
