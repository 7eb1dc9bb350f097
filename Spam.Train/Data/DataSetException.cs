namespace Spam.Train.Data;

/// <summary>A data set that cannot be used. The message names the file and the line, what came and what to do; it never holds a text of the data.</summary>
sealed class DataSetException(string message) : Exception(message);
