using Spam.Train.Training;

namespace Spam.Tests.Train.Training;

/// <summary>A few rows that a network of a few weights learns in a moment.</summary>
static class TinyData
{
    /// <summary>The options that make training take less than a second, as they are typed.</summary>
    public const string Arguments =
        "--num-words 20 --max-length 6 --embedding-dim 8 --units 8 --spatial-dropout 0 --dropout 0 --recurrent-dropout 0 --batch-size 4 --epochs 6 --learning-rate 0.02";

    /// <summary>The same options.</summary>
    public static TrainOptions Options(TemporaryFolder folder) => new()
    {
        Data = folder["data.csv"],
        Out = folder["artifacts"],
        NumWords = 20,
        MaxLength = 6,
        EmbeddingDim = 8,
        Units = 8,
        SpatialDropout = 0,
        Dropout = 0,
        RecurrentDropout = 0,
        BatchSize = 4,
        Epochs = 6,
        LearningRate = 0.02f,
    };

    /// <summary>Writes <c>data.csv</c>: 40 rows, half of them of either label; a word tells which.</summary>
    public static void Write(TemporaryFolder folder)
    {
        string[] nouns = ["home", "work", "lunch", "train", "game"];
        var rows = Enumerable.Range(0, 20).Select(i => $"ham,see you at {nouns[i % 5]} {i}\nspam,free prize call {nouns[i % 5]} {i}\n");
        folder.Write("data.csv", "label,text\n" + string.Concat(rows));
    }
}
