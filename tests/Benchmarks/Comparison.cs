namespace GoDockerTasks.Benchmarks;

/// <summary>Runs contenders in turn, so that a machine whose speed drifts drifts for all of them.</summary>
/// <param name="Name">The situation.</param>
/// <param name="Prepare">Makes the situation, before each run of each contender.</param>
/// <param name="Contenders">What is compared; the first is measured against each of the others.</param>
internal sealed record Comparison(string Name, Action<Contender, int> Prepare, params Contender[] Contenders)
{
    /// <summary>Runs all and prints a table: seconds of whole commands, and the most memory that the process itself held.</summary>
    /// <param name="rounds">How many runs of each count, after one that does not.</param>
    public void Run(int rounds)
    {
        var runs = Contenders.ToDictionary(contender => contender, _ => new List<Measurement>());
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var contender in Contenders)
            {
                Prepare(contender, round);
                var measurement = contender.Run();
                if (round > 0)
                {
                    runs[contender].Add(measurement);
                }
            }
        }

        var first = Median(runs[Contenders[0]]);
        Console.WriteLine($"\n{Name} ({rounds} rounds, in turn)\n");
        Console.WriteLine("| | min s | median s | max s | difference s | times the first | peak MB |\n|---|---|---|---|---|---|---|");
        foreach (var contender in Contenders)
        {
            var seconds = runs[contender].Select(run => run.Elapsed.TotalSeconds).ToList();
            var median = Median(runs[contender]);
            Console.WriteLine(
                $"| {contender.Name} | {seconds.Min():0.00} | {median:0.00} | {seconds.Max():0.00} | {median - first:+0.00;-0.00;0.00} "
                + $"| {median / first:0.00} | {runs[contender].Max(run => run.PeakBytes) / 1e6:0} |");
        }
    }

    private static double Median(List<Measurement> runs)
    {
        double[] sorted = [.. runs.Select(run => run.Elapsed.TotalSeconds).Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
