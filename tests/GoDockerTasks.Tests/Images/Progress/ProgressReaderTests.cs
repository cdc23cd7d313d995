using GoDockerTasks.Images;

namespace GoDockerTasks.Tests.Images;

public sealed class ProgressReaderTests
{
    private readonly List<string> _seen = [];
    private readonly ProgressReader _reader;

    public ProgressReaderTests() => _reader = new(
        status => _seen.Add($"status {string.Join(',', status.Vertexes.Select(vertex => vertex.Name))}"),
        _seen.Add);

    [Test]
    public void Messages_of_one_line_and_of_many_are_told_from_text()
    {
        Take("""
            {"vertexes":[{"digest":"a","name":"one"}]}
            {
              "vertexes": [
                {
                  "digest": "b",
                  "name": "two {\n}\n"
                }
              ]
            }
            Dockerfile:5
            ERROR: no
            """);

        _seen.Should().Equal("status one", "status two {\n}\n", "Dockerfile:5", "ERROR: no");
    }

    [Test]
    public void What_is_cut_off_or_no_message_is_shown_as_it_came()
    {
        Take("{ not json }\n{\n  \"vertexes\": [");
        _reader.Flush();

        _seen.Should().Equal("{ not json }", "{", "  \"vertexes\": [");
    }

    private void Take(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            _reader.Take(line);
        }
    }
}
