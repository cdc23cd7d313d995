module go.example.com/env
