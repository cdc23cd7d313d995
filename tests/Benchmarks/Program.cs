using GoDockerTasks.Benchmarks;

// Benchmarks ROOT HOST [--rounds=5]: whole commands side by side, on the machine that it runs on.
// Benchmarks --modules [--rounds=5] [--counts=24,300,1500] [--delays=0,50,200]: the prefetch beside go and curl.
// Benchmarks --prefetch SERVICE CACHE GOPROXY and --serve FOLDER MILLISECONDS: what the above starts.
switch (args)
{
    case ["--serve", var folder, var delay]:
        await new LatencyProxy(folder, TimeSpan.FromMilliseconds(Number(delay))).RunAsync();
        return;
    case ["--prefetch", var prefetched, var cache, var goProxy]:
        await Prefetch.RunAsync(prefetched, cache, goProxy);
        return;
    case ["--modules", ..]:
        using (var downloads = new ModuleDownloads())
        {
            foreach (var count in Numbers("counts", "24,300,1500"))
            {
                downloads.Run(count, Numbers("delays", "0,50,200"), Numbers("rounds", "5")[0]);
            }
        }

        return;
}

var root = Path.GetFullPath(args[0]);
var host = Path.GetFullPath(args[1]);
var rounds = int.Parse(args.FirstOrDefault(argument => argument.StartsWith("--rounds=", StringComparison.Ordinal))?[9..] ?? "5", System.Globalization.CultureInfo.InvariantCulture);

using var service = new ServiceCopies(root, host);
service.SourceChange().Run(rounds);
service.NothingChanged().Run(rounds);

static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

int[] Numbers(string name, string otherwise)
{
    var prefix = $"--{name}=";
    var argument = args.FirstOrDefault(argument => argument.StartsWith(prefix, StringComparison.Ordinal));
    return [.. (argument?[prefix.Length..] ?? otherwise).Split(',').Select(Number)];
}
