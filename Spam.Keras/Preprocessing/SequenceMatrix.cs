namespace Spam.Keras.Preprocessing;

/// <summary>Sequences of ids as a matrix with one row a sequence and one column an id.</summary>
/// <remarks>Source: Keras 2.15, keras/preprocessing/text.py, Tokenizer.sequences_to_matrix.</remarks>
static class SequenceMatrix
{
    public static double[,] Of(
        IReadOnlyList<IReadOnlyList<int>> sequences,
        int numWords,
        MatrixMode mode,
        int documentCount,
        IReadOnlyDictionary<int, int> indexDocs)
    {
        if (!Enum.IsDefined(mode))
            throw new KerasException($"The matrix mode {mode} is unknown; give {string.Join(", ", Enum.GetNames<MatrixMode>())}.");
        if (numWords == 0)
            throw new KerasException("The matrix has no width yet. Build the tokenizer with numWords, or fit it on texts first.");
        if (mode == MatrixMode.Tfidf && documentCount == 0)
        {
            throw new KerasException(
                "Tf-idf needs to know how many texts hold each word. " +
                "Fit the tokenizer on texts or on sequences first.");
        }

        if ((long)sequences.Count * numWords > Array.MaxLength)
        {
            throw new KerasException(
                $"A matrix of {sequences.Count} x {numWords} is too large for one array. " +
                "Give fewer sequences, or a smaller numWords.");
        }

        var matrix = new double[sequences.Count, numWords];
        for (var row = 0; row < sequences.Count; row++)
        {
            var sequence = sequences[row]
                ?? throw new KerasException($"Sequence number {row + 1} is null. Give an empty one in its place.");
            foreach (var id in sequence)
            {
                if (id < 0)
                    throw new KerasException($"Sequence number {row + 1} holds the id {id}; ids are 0 and above.");
                if (id < numWords)
                    matrix[row, id]++;
            }

            if (mode == MatrixMode.Count)
                continue;

            for (var id = 0; id < numWords; id++)
            {
                var count = matrix[row, id];
                if (count == 0)
                    continue;

                matrix[row, id] = mode switch
                {
                    MatrixMode.Binary => 1,
                    MatrixMode.Freq => count / sequence.Count,
                    _ => (1 + Math.Log(count)) * Math.Log(1 + (documentCount / (1.0 + indexDocs.GetValueOrDefault(id)))),
                };
            }
        }

        return matrix;
    }
}
