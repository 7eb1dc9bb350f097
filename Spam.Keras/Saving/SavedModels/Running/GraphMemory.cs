namespace Spam.Keras.Saving.SavedModels.Running;

/// <summary>What one run took for a value, and by how many places of that run it is held: values of other shapes may share it.</summary>
sealed class GraphMemory(long numBytes)
{
    /// <summary>How much it is.</summary>
    public long NumBytes => numBytes;

    /// <summary>How many places hold it.</summary>
    public int NumHolders { get; set; }

    /// <summary>Whether it is in the run's sum.</summary>
    public bool IsCounted { get; set; }
}
