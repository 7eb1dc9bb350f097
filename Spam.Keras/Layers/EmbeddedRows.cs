using System.Buffers;
using Spam.Keras.Kernels;

namespace Spam.Keras.Layers;

/// <summary>The outputs of an <see cref="Embedding"/> as the few rows that each sample repeats.</summary>
static class EmbeddedRows
{
    /// <summary>Buffers of rows come in multiples of this, so that few different lengths are in use.</summary>
    const int RowsOfBuffer = 64;

    /// <summary>Each sample's distinct words, in the order in which they come; null where more than half of the positions would stay.</summary>
    public static GatheredRows? Gather(Embedding layer, Tensor inputs, Pass pass)
    {
        var (batch, steps) = (inputs.Shape[0], inputs.Shape[1]);
        var rowOf = pass.RentInts(inputs.Length);
        var firstRows = new int[batch + 1];
        var words = ArrayPool<int>.Shared.Rent(inputs.Length);
        var rowOfWord = ArrayPool<int>.Shared.Rent(layer.InputDim);
        Array.Fill(rowOfWord, -1, 0, layer.InputDim);
        var count = 0;
        for (var sample = 0; sample < batch; sample++)
        {
            firstRows[sample] = count;
            for (var position = sample * steps; position < (sample + 1) * steps; position++)
            {
                var word = layer.Index(inputs, position);
                if (rowOfWord[word] < firstRows[sample]) // not seen in this sample
                {
                    words[count] = word;
                    rowOfWord[word] = count++;
                }

                rowOf[position] = rowOfWord[word];
            }
        }

        firstRows[batch] = count;
        var isWorthwhile = count <= inputs.Length / 2;
        GatheredRows? gathered = null;
        if (isWorthwhile)
        {
            var rows = pass.Rent((count + RowsOfBuffer - 1) / RowsOfBuffer * RowsOfBuffer, layer.OutputDim);
            for (var row = 0; row < count; row++)
                layer.Embeddings.Value.Row(words[row]).CopyTo(rows.Row(row));
            gathered = new(rows, rowOf, firstRows);
        }

        ArrayPool<int>.Shared.Return(words);
        ArrayPool<int>.Shared.Return(rowOfWord);
        return gathered;
    }

    /// <summary>Adds the sums of the rows' gradients to the table's.</summary>
    public static void AddGradients(GatheredRows sums, Embedding layer, Tensor inputs)
    {
        var next = 0; // rows are numbered in the order in which they come
        for (var position = 0; position < inputs.Length && next < sums.Count; position++)
        {
            if (sums.RowOf(position) == next)
                VectorOps.Add(sums.Rows.Row(next++), layer.Embeddings.Gradient.Row(layer.Index(inputs, position)));
        }
    }
}
