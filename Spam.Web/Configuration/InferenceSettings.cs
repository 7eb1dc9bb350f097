using Spam.Web.Configuration.Reading;

namespace Spam.Web.Configuration;

/// <summary>How much the model does at once, and how much may wait for it.</summary>
/// <param name="Threads">How many threads run the model.</param>
/// <param name="Queue">How many texts may wait for them.</param>
sealed record InferenceSettings(int Threads, int Queue)
{
    /// <summary>A thread for each core, and a queue of two of the longest calls.</summary>
    public InferenceSettings()
        : this(Environment.ProcessorCount, 2_000)
    {
    }

    /// <summary>Reads <c>INFERENCE_THREADS</c>, of which 0 is one for each core, and <c>INFERENCE_QUEUE</c>.</summary>
    public static InferenceSettings From(SettingsReader read)
    {
        var defaults = new InferenceSettings();
        var threads = read.Integer("INFERENCE_THREADS", 0, 0, 1_000);
        return new(threads == 0 ? defaults.Threads : threads, read.Integer("INFERENCE_QUEUE", defaults.Queue, 1, 10_000_000));
    }
}
