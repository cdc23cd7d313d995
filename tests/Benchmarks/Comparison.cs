namespace GoDockerTasks.Benchmarks;

/// <summary>Runs contenders in turn, so that a machine whose speed drifts drifts for all of them.</summary>
/// <param name="Name">The situation.</param>
/// <param name="Prepare">Makes the situation, before each run of each contender.</param>
/// <param name="Contenders">What is compared; the last is the rival that the others are measured against.</param>
internal sealed record Comparison(string Name, Action<Contender, int> Prepare, params Contender[] Contenders)
{
    /// <summary>Runs all and prints a table of minimum, median and maximum in seconds.</summary>
    /// <param name="rounds">How many runs of each count, after one that does not.</param>
    public void Run(int rounds)
    {
        var times = Contenders.ToDictionary(contender => contender, _ => new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var contender in Contenders)
            {
                Prepare(contender, round);
                var seconds = contender.Run().TotalSeconds;
                if (round > 0)
                {
                    times[contender].Add(seconds);
                }
            }
        }

        var rival = Median(times[Contenders[^1]]);
        Console.WriteLine($"\n{Name} ({rounds} rounds, in turn; seconds)\n");
        Console.WriteLine("| | min | median | max | against the last |\n|---|---|---|---|---|");
        foreach (var contender in Contenders)
        {
            var own = times[contender];
            Console.WriteLine($"| {contender.Name} | {own.Min():0.00} | {Median(own):0.00} | {own.Max():0.00} | {Median(own) - rival:+0.00;-0.00;0.00} |");
        }
    }

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
