using GoDockerTasks.TestSupport;

namespace GoDockerTasks.EndToEnd.Chaos;

// Base images come from a registry that the engine asks itself; BuildKit tries a few times within seconds before it gives up.
internal static partial class ChaosRows
{
    /// <summary>Gets what goes wrong with base images.</summary>
    public static IEnumerable<ChaosRow> Registry()
    {
        yield return Base("A registry that answers 503 for a while", IsManifest, Fault.Status(503), "503") with { Always = true };
        yield return Base("A registry that answers with nothing for a while", IsManifest, Fault.Reset, "content size of zero");
        yield return Base("A registry that is short of everything for a moment", IsManifest, Fault.Status(429), "429") with
        {
            Arguments = _ => ["--godocker_attemptsbykind=registry-rate-limit=3"], Kinds = ["registry-rate-limit"],
        };
        yield return Base("A layer that breaks off is resumed by the engine itself", IsBlob, Fault.Truncate(1000), "ERROR") with { Kinds = [], Taken = [] };
        yield return Base("A registry that never answers", IsManifest, Fault.Hang, "stalled") with { Arguments = _ => ["--godocker_stalltimeout=6s"] };
        yield return new("A mirror that says it has the image and does not give it", async scene =>
        {
            var registry = await scene.WithRegistryAsync();
            var mirror = FaultyRegistry.Start(scene.Registry!, ChaosScene.NextAddress());
            scene.AtEnd(mirror.DisposeAsync);
            var repository = await scene.PushBaseAsync();
            mirror.Fail(request => request.StartsWith("GET", StringComparison.Ordinal) && request.Contains("/v2/chaos", StringComparison.Ordinal), Fault.Status(503));
            scene.From($"{registry.Address}/{repository}");
            scene.Arguments.Add($"--godocker_registrymirrors={registry.Address}={mirror.Address}");
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
