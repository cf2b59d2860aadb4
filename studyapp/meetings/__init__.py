"""Study meetings 学习会: everybody on the same paragraph, and a record that writes itself."""
